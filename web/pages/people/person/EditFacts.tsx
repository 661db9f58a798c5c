import { Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ChangedUser, ShownUser } from '../../../../src/client/client.ts';
import { useIsHere } from '../../../address/use-is-here.ts';
import { baton } from '../../../data/baton.ts';
import { SaveChange } from '../../../forms/SaveChange.tsx';
import { useSession } from '../../../sessions/session-queries.ts';
import { FactFields } from '../facts/FactFields.tsx';
import {
  draftOf,
  type FactDraft,
  findGaps,
  listAsked,
  tellMeanwhile,
  toReason,
} from '../facts/fact-draft-rules.ts';
import { useFactDraft } from '../facts/use-fact-draft.ts';
import { useFocusFault } from '../facts/use-focus-fault.ts';
import { OtherRole } from './OtherRole.tsx';
import { anyWholePerson, type WholePerson } from './person-page-queries.ts';

interface EditFactsProps {
  person: WholePerson;
  onChanged: (requestId: number | null) => void;
  onClose: () => void;
}

/**
 * What is known of a person, to be changed. Sends what differs and nothing else, and only where they are as whoever types
 * read them: what others made of them meanwhile is read first.
 */
export function EditFacts({ person, onChanged, onClose }: EditFactsProps) {
  const { opened, known, save, readAnew } = useSave(person, onChanged);
  const base = draftOf(known);
  const { draft, change, faults, isAtField, tryIt } = useFactDraft(base, save, (typed) =>
    findGaps(typed, known),
  );
  const form = useFocusFault(faults);
  const isOwn = useSession().user.userId === person.userId;
  const asked = listAsked(draft, known);
  const hasOther = Object.keys(asked).length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (hasOther && tryIt()) save.mutate(draft);
  };
  return (
    <form ref={form} onSubmit={submit} aria-label={`Edit ${known.name}`}>
      <Stack gap="sm" mb="md">
        <FactFields
          draft={draft}
          change={change}
          faults={faults}
          notes={tellMeanwhile(opened, known)}
          manager={known.manager}
          isActive={known.isActive}
        >
          <OtherRole person={{ ...known, book: person.book }} asked={asked} isOwn={isOwn} />
        </FactFields>
        <SaveChange
          save={save}
          readAnew={readAnew}
          isToldElsewhere={isAtField}
          hasOther={hasOther}
          onClose={onClose}
        />
      </Stack>
    </form>
  );
}

/** What is sent says which version of them it was made for; what is typed stays when a newer one is read. */
function useSave(person: ShownUser, onChanged: EditFactsProps['onChanged']) {
  const queries = useQueryClient();
  const [opened] = useState(person);
  const [known, setKnown] = useState(person);
  const isHere = useIsHere();
  const save = useMutation({
    mutationFn: (draft: FactDraft): Promise<ChangedUser> =>
      baton.users.change(person.userId, {
        ...listAsked(draft, known),
        ...toReason(draft),
        ifMatch: known.version ?? undefined,
      }),
    onSuccess: ({ requestId, ...shown }) => {
      queries.setQueriesData<WholePerson>(
        { queryKey: [...anyWholePerson(person.userId), undefined] },
        (before) => before && { ...before, ...shown },
      );
      if (isHere()) onChanged(requestId);
      void queries.invalidateQueries(); // their name stands on every screen
    },
  });
  const readAnew = useMutation({
    mutationFn: () => baton.users.show(person.userId),
    onSuccess: (fresh) => {
      save.reset();
      setKnown(fresh);
      void queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  return { opened, known, save, readAnew };
}
