import { Modal, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { paths } from '../../../address/paths.ts';
import { useIsHere } from '../../../address/use-is-here.ts';
import { baton } from '../../../data/baton.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { SubmitOrCancel } from '../../../ui/fields/SubmitOrCancel.tsx';
import { FactFields } from './FactFields.tsx';
import { emptyFacts, type FactDraft, findGaps, toNewUser } from './fact-draft-rules.ts';
import { tellChange } from './told-change.ts';
import { useFactDraft } from './use-fact-draft.ts';
import { useFocusFault } from './use-focus-fault.ts';

/** Brings somebody who is new, and leads to their page, where they are let in. */
export function NewPerson({ onClose }: { onClose: () => void }) {
  const create = useCreate();
  const { draft, change, faults, isAtField, tryIt } = useFactDraft(emptyFacts, create, findGaps);
  const form = useFocusFault(faults);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (tryIt()) create.mutate(draft);
  };
  return (
    <Modal opened onClose={onClose} title="New person" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form ref={form} onSubmit={submit}>
        <Stack gap="sm">
          <FactFields draft={draft} change={change} faults={faults} />
          {!isAtField && <FailureNote error={create.error} />}
          <SubmitOrCancel label="Add them" isPending={create.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}

function useCreate() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const isHere = useIsHere();
  return useMutation({
    mutationFn: (draft: FactDraft) => baton.users.create(toNewUser(draft)),
    onSuccess: ({ userId, requestId }) => {
      void queries.invalidateQueries();
      if (!isHere()) return;
      void navigate({
        to: paths.person,
        params: { userId },
        state: tellChange({ requestId, isNew: true }),
      });
    },
  });
}
