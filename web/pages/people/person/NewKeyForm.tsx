import { Checkbox, Modal, Select, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ShownUser } from '../../../../src/client/client.ts';
import { longestKeyName, scopes, scopesOfRole } from '../../../../src/contract/rules/scope-rules.ts';
import { PasswordAgain } from '../../../sessions/PasswordAgain.tsx';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { SubmitOrCancel } from '../../../ui/fields/SubmitOrCancel.tsx';
import { emptyKey, ends, type KeyDraft, scopeWords } from './new-key-draft.ts';

interface NewKeyFormProps {
  person: ShownUser;
  making: { mutate: (draft: KeyDraft) => void; isPending: boolean; error: Error | null };
  onClose: () => void;
}

/** What a key is to be for, and until when. */
export function NewKeyForm({ person, making, onClose }: NewKeyFormProps) {
  const [draft, setDraft] = useState(() => emptyKey(person));
  const change = (members: Partial<KeyDraft>) => setDraft({ ...draft, ...members });
  const isWhole = draft.scopes.length > 0 && draft.password !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) making.mutate(draft);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`A new key of ${person.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            label="What it is for"
            placeholder="such as nightly feed"
            maxLength={longestKeyName}
            data-autofocus
            value={draft.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Checkbox.Group
            label="It may"
            value={draft.scopes}
            onChange={(chosen) => change({ scopes: scopes.filter((scope) => chosen.includes(scope)) })}
          >
            <Stack gap={6} mt={4}>
              {scopesOfRole(person.accessRole).map((scope) => (
                <Checkbox key={scope} value={scope} label={scopeWords[scope]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <Select
            label="It ends"
            data={ends}
            allowDeselect={false}
            value={draft.days}
            onChange={(days) => days !== null && change({ days })}
          />
          <PasswordAgain
            why="Asked again, because whoever has the key gets in."
            value={draft.password}
            onChange={(password) => change({ password })}
          />
          <FailureNote error={making.error} />
          <SubmitOrCancel
            label="Make the key"
            isPending={making.isPending}
            isDisabled={!isWhole}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
