import { Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { forEachLeadFact, leadFacts } from '../../../src/contract/words/fact-words.ts';
import { longestText } from '../../../src/contract/words/limits.ts';
import { paths } from '../../address/paths.ts';
import { useIsHere } from '../../address/use-is-here.ts';
import { baton } from '../../data/baton.ts';
import { spellFact } from '../../leads/timeline-rules.ts';
import { PersonPicker } from '../../people/PersonPicker.tsx';
import { isAdministrator } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { SubmitOrCancel } from '../../ui/fields/SubmitOrCancel.tsx';

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
    name: draft.name.trim() ? undefined : 'Give it a name.',
    primary: isFree || draft.primary ? undefined : 'Choose somebody in your team.',
  };
  const textOf = (word: keyof typeof nothing) => ({
    value: draft[word],
    maxLength: longestText,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ [word]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!gaps.name && !gaps.primary) create.mutate(draft);
  };
  return (
    <Modal opened onClose={onClose} title="New lead" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="sm">
          {leadFacts.map((fact) => (
            <TextInput
              key={fact}
              label={spellFact(fact)}
              data-autofocus={fact === 'name' || undefined}
              {...textOf(fact)}
              error={isTried && fact === 'name' ? gaps.name : undefined}
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
            {...textOf('reason')}
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
    mutationFn: ({ primary, ...texts }: Draft) => {
      const told = Object.entries(texts).filter(([, text]) => text.trim() !== '');
      return baton.leads.create({
        name: texts.name,
        ...Object.fromEntries(told),
        ...(primary === undefined ? {} : { primary: { userId: primary } }),
      });
    },
    onSuccess: ({ leadId }) => {
      void queries.invalidateQueries();
      if (isHere()) void navigate({ to: paths.lead, params: { leadId } });
    },
  });
}
