import { Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { forEachLeadFact, leadFacts } from '../../../src/contract/words/fact-words.ts';
import { longestText } from '../../../src/contract/words/limits.ts';
import { paths } from '../../address/paths.ts';
import { useIsHere } from '../../address/use-is-here.ts';
import { baton } from '../../data/baton.ts';
import { PersonPicker } from '../../people/PersonPicker.tsx';
import { isAdministrator } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { SubmitOrCancel } from '../../ui/fields/SubmitOrCancel.tsx';
import { LeadFactInput } from './LeadFactInput.tsx';
import { findFaults, sayNewFacts } from './lead-draft-rules.ts';

const nothing = { ...forEachLeadFact(() => ''), reason: '' };
type Draft = typeof nothing & { primary?: number | undefined };

/** Makes a lead, and leads to its page. */
export function NewLead({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState<Draft>(nothing);
  const [isTried, setTried] = useState(false);
  const create = useCreate();
  const isFree = isAdministrator(useSession());
  const change = (members: Partial<Draft>) => setDraft((before) => ({ ...before, ...members }));
  const gaps = {
    ...findFaults(draft),
    ...(draft.name.trim() ? {} : { name: 'Give it a name.' }),
    ...(isFree || draft.primary ? {} : { primary: 'Choose somebody in your team.' }),
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(gaps).length === 0) create.mutate(draft);
  };
  return (
    <Modal opened onClose={onClose} title="New lead" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {leadFacts.map((fact) => (
            <LeadFactInput
              key={fact}
              fact={fact}
              isFirst={fact === 'name'}
              value={draft[fact]}
              error={isTried ? gaps[fact] : undefined}
              onChange={(value) => change({ [fact]: value })}
            />
          ))}
          <PersonPicker
            label="Primary"
            placeholder={isFree ? 'Nobody' : 'Somebody in your team'}
            isActive
            value={draft.primary}
            onChange={(primary) => change({ primary })}
            error={isTried ? gaps.primary : undefined}
          />
          <TextInput
            label="Reason"
            description="Stays with the request, for whoever asks."
            value={draft.reason}
            maxLength={longestText}
            autoComplete="off"
            onChange={(event) => change({ reason: event.currentTarget.value })}
          />
          <FailureNote error={create.error} />
          <SubmitOrCancel label="Make it" isPending={create.isPending} onCancel={onClose} />
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
    mutationFn: ({ primary, reason, ...texts }: Draft) =>
      baton.leads.create({
        ...sayNewFacts(texts),
        ...(reason.trim() ? { reason } : {}),
        ...(primary === undefined ? {} : { primary: { userId: primary } }),
      }),
    onSuccess: ({ leadId }) => {
      void queries.invalidateQueries();
      if (isHere()) void navigate({ to: paths.lead, params: { leadId } });
    },
  });
}
