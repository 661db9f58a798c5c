import { Button, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ShownOrg } from '../../../src/client/client.ts';
import { baton } from '../../data/baton.ts';
import { sessionQuery } from '../../sessions/session-queries.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { mayRemoveWords, pickMayRemove } from './may-remove-words.ts';
import { orgQuery } from './setting-queries.ts';

/** Sends what was changed and nothing else, so that two administrators do not take back each other's. */
export function OrganisationForm({ org }: { org: ShownOrg }) {
  const [name, setName] = useState<string>();
  const [calls, setCalls] = useState<number | string>();
  const [mayRemove, setMayRemove] = useState<ShownOrg['mayRemove']>();
  const save = useSave(() => {
    setName(undefined);
    setCalls(undefined);
    setMayRemove(undefined);
  });
  const changes = {
    ...(name !== undefined && name.trim() !== org.name ? { name: name.trim() } : {}),
    ...(typeof calls === 'number' && calls !== org.leadsquaredCalls ? { leadsquaredCalls: calls } : {}),
    ...(mayRemove !== undefined && mayRemove !== org.mayRemove ? { mayRemove } : {}),
  };
  const isNameless = name?.trim() === '';
  const isWhole = !isNameless && calls !== '' && Object.keys(changes).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) save.mutate(changes);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="Name"
          maxLength={200}
          value={name ?? org.name}
          error={isNameless && 'An organisation needs a name.'}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NumberInput
          label="LeadSquared call limit"
          description="Calls of that contract in any 5 seconds; LeadSquared’s own is 25."
          min={1}
          max={1_000_000}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          thousandSeparator=","
          value={calls ?? org.leadsquaredCalls}
          error={calls === '' && 'Give a number from 1 to 1,000,000.'}
          onChange={setCalls}
        />
        <NativeSelect
          label="Who may remove people from leads"
          description="Without naming anybody to receive them. Managers do so in their own teams."
          data={mayRemoveWords}
          value={mayRemove ?? org.mayRemove}
          onChange={(event) => setMayRemove(pickMayRemove(event.currentTarget.value))}
        />
        <FailureNote error={save.error} />
        <div>
          <Button type="submit" loading={save.isPending} disabled={!isWhole}>
            Save
          </Button>
          <Text component="span" size="sm" c="dimmed" ml="sm" role="status">
            {save.isSuccess && Object.keys(changes).length === 0 ? 'Saved' : ''}
          </Text>
        </div>
      </Stack>
    </form>
  );
}

/** The name stands at the left of every page, too. */
function useSave(onSaved: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (changes: Parameters<typeof baton.org.change>[0]) => baton.org.change(changes),
    onSuccess: (org) => {
      queries.setQueryData(orgQuery.queryKey, org);
      onSaved();
      return queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
    },
  });
}
