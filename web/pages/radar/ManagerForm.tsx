import { Loader, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useAddressDraft } from '../../address/use-address-draft.ts';
import { useIsHere } from '../../address/use-is-here.ts';
import { baton } from '../../data/baton.ts';
import { PreviewStep } from '../../forms/PreviewStep.tsx';
import { PersonPicker } from '../../people/PersonPicker.tsx';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { type MendSearch, readMendDraft, writeMendDraft } from './mend-draft-rules.ts';
import { countOf } from './orphan-rules.ts';
import { PeopleTicks } from './PeopleTicks.tsx';
import { peopleToMendQuery } from './radar-queries.ts';
import type { RadarSearch } from './radar-search.ts';

interface ManagerFormProps {
  kind: NonNullable<RadarSearch['mend']>;
  under: number | undefined;
  /** What the address says of it so far. */
  search: MendSearch;
  onDraft: (members: ReturnType<typeof writeMendDraft>) => void;
  onPlanned: (requestId: number) => void;
}

/** Plans one manager for everybody who is ticked. Nothing changes before its preview was seen and run. */
export function ManagerForm({ kind, under, search, onDraft, onPlanned }: ManagerFormProps) {
  const people = useQuery(peopleToMendQuery(kind, under));
  const { draft, change } = useAddressDraft({
    search,
    read: readMendDraft,
    write: writeMendDraft,
    send: onDraft,
  });
  const { without, managerId, reason } = draft;
  const chosen = (people.data ?? []).filter(({ userId }) => !without.has(userId) && userId !== managerId);
  const isHere = useIsHere();
  const plan = useMutation({
    mutationFn: (manager: { userId: number }) =>
      baton.requests.plan({
        kind: 'managers',
        rows: chosen.map(({ userId }) => ({ user: { userId }, manager })),
        ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
      }),
    onSuccess: ({ requestId }) => isHere() && onPlanned(requestId),
  });
  const gap = managerId === undefined ? 'Choose who is to be their manager.' : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (managerId !== undefined) plan.mutate({ userId: managerId });
  };
  if (people.error) return <FailureNote error={people.error} onRetry={() => void people.refetch()} />;
  if (!people.data) return <Loader size="sm" aria-label="Loading the people" />;
  if (people.data.length === 0) return <Text size="sm">Everybody here has an active manager again.</Text>;
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PeopleTicks people={people.data} without={without} onChange={(left) => change({ without: left })} />
        <PersonPicker
          label="New manager"
          isActive
          value={managerId}
          onChange={(userId) => change({ managerId: userId })}
        />
        <Textarea
          label="Reason"
          description="Stays in the history of everybody’s reporting line."
          autosize
          minRows={2}
          maxLength={1_000}
          value={reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <PreviewStep
          plan={plan}
          gap={gap}
          isDisabled={gap !== undefined || chosen.length === 0}
          label={`Preview for ${countOf(chosen.length, 'person', 'people')}`}
        />
      </Stack>
    </form>
  );
}
