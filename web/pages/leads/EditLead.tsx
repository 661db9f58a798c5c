import { ActionIcon, Stack, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { BatonError, type ShownLead } from '../../../src/client/client.ts';
import { leadFacts } from '../../../src/contract/words/fact-words.ts';
import { baton } from '../../data/baton.ts';
import { SaveChange } from '../../forms/SaveChange.tsx';
import { leadQuery } from '../../leads/lead-queries.ts';
import { spellFact } from '../../leads/timeline-rules.ts';
import classes from './EditLead.module.css';
import { LeadFactInput } from './LeadFactInput.tsx';
import {
  draftOf,
  findFaults,
  type LeadDraft,
  listAsked,
  type TypedLead,
  typeMore,
  typeOver,
} from './lead-draft-rules.ts';

interface EditLeadProps {
  lead: ShownLead;
  onChanged: (requestId: number | null) => void;
  onClose: () => void;
}

/** What is known of a lead, to be changed: sends what differs, and only where the lead is as whoever types read it. */
export function EditLead({ lead, onChanged, onClose }: EditLeadProps) {
  const [known, setKnown] = useState(lead);
  const [typed, setTyped] = useState<TypedLead>({});
  const [isTried, setTried] = useState(false);
  const { save, readAnew } = useSave(known, { onChanged, onRead: setKnown });
  const draft = typeOver(draftOf(known), typed);
  const change = (members: TypedLead) => setTyped((before) => typeMore(before, members));
  const faults = findFaults(draft, known);
  const asked = listAsked(draft, known);
  const hasOther = Object.keys(asked).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (hasOther && Object.keys(faults).length === 0)
      save.mutate({ ...asked, ...(draft.reason ? { reason: draft.reason } : {}) });
  };
  const fault = (member: string) =>
    save.error instanceof BatonError && save.error.field === member ? save.error.detail : undefined;
  return (
    <form onSubmit={submit} aria-label={`Edit ${known.name || `lead ${known.leadId}`}`}>
      <Stack gap="sm" mb="md">
        {leadFacts.map((fact) => (
          <LeadFactInput
            key={fact}
            fact={fact}
            value={draft[fact]}
            error={(isTried ? faults[fact] : undefined) ?? fault(fact)}
            onChange={(value) => change({ [fact]: value })}
          />
        ))}
        <AttributeFields draft={draft} change={change} />
        <TextInput
          label="Reason"
          description="Stays with the request, for whoever asks."
          value={draft.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
        <SaveChange save={save} readAnew={readAnew} hasOther={hasOther} onClose={onClose} />
      </Stack>
    </form>
  );
}

function AttributeFields({
  draft: { attributes, newName, newValue },
  change,
}: {
  draft: LeadDraft;
  change: (members: TypedLead) => void;
}) {
  return (
    <>
      {Object.entries(attributes).map(([name, value]) => (
        <TextInput
          key={name}
          label={spellFact(name)}
          value={value}
          rightSection={
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take ${spellFact(name)} away`}
              onClick={() => change({ attributes: { [name]: '' } })}
            >
              <IconX size={14} />
            </ActionIcon>
          }
          onChange={(event) => change({ attributes: { [name]: event.currentTarget.value } })}
        />
      ))}
      <div className={classes.added}>
        <TextInput
          label="Another attribute"
          value={newName}
          onChange={(event) => change({ newName: event.currentTarget.value })}
        />
        <TextInput
          label="Its value"
          value={newValue}
          onChange={(event) => change({ newValue: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

/** What is sent says which version of the lead it was made for; what is typed stays when a newer one is read. */
function useSave(
  { leadId, version }: ShownLead,
  on: { onChanged: EditLeadProps['onChanged']; onRead: (lead: ShownLead) => void },
) {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (asked: Omit<Parameters<typeof baton.leads.change>[1], 'ifMatch'>) =>
      baton.leads.change(leadId, { ...asked, ifMatch: version ?? undefined }),
    onSuccess: ({ requestId, ...shown }) => {
      queries.setQueryData(
        leadQuery(leadId, undefined).queryKey,
        (before) => before && { ...before, ...shown },
      );
      on.onChanged(requestId);
      void queries.invalidateQueries(); // its name stands on every screen
    },
  });
  const readAnew = useMutation({
    mutationFn: () => baton.leads.show(leadId),
    onSuccess: (fresh) => {
      save.reset();
      on.onRead(fresh);
    },
  });
  return { save, readAnew };
}
