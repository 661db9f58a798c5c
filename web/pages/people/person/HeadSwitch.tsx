import { Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShownUser } from '../../../../src/client/client.ts';
import { baton } from '../../../data/baton.ts';
import { isAdministrator } from '../../../sessions/access-rules.ts';
import { useSession } from '../../../sessions/session-queries.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { anyWholePerson, type WholePerson } from './person-page-queries.ts';

/** Whether they report to nobody on purpose, so that the radar has nothing to tell. All but administrators read it alone. */
export function HeadSwitch({ person: { userId, isHead } }: { person: ShownUser }) {
  const queries = useQueryClient();
  const mayChange = isAdministrator(useSession());
  const change = useMutation({
    mutationFn: (next: boolean) => baton.users.setHead(userId, next),
    onSuccess: (shown) => {
      queries.setQueriesData<WholePerson>(
        { queryKey: anyWholePerson(userId) },
        (known) => known && { ...known, isHead: shown.isHead },
      );
      for (const key of ['people', 'radar']) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  if (!mayChange) return isHead ? 'On purpose' : 'Nobody said that this is on purpose';
  return (
    <>
      <Switch
        size="xs"
        label="Reports to nobody on purpose"
        checked={isHead}
        disabled={change.isPending}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      <FailureNote error={change.error} />
    </>
  );
}
