import { Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ShownUser } from '../../../../src/client/client.ts';
import { baton } from '../../../data/baton.ts';
import { useSession } from '../../../sessions/session-queries.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { anyWholePerson, type WholePerson } from './person-page-queries.ts';

/** Whether a distribution may give them new leads. Agents read it alone. */
export function AvailabilitySwitch({ person: { userId, isAvailable } }: { person: ShownUser }) {
  const queries = useQueryClient();
  const mayChange = useSession().user.accessRole !== 'agent';
  const change = useMutation({
    mutationFn: (next: boolean) => baton.users.setAvailability(userId, next),
    onSuccess: (shown) => {
      queries.setQueriesData<WholePerson>(
        { queryKey: anyWholePerson(userId) },
        (known) => known && { ...known, isAvailable: shown.isAvailable },
      );
      void queries.invalidateQueries({ queryKey: ['people'] });
    },
  });
  const text = isAvailable ? 'Takes them from distributions' : 'Takes none from distributions';
  if (!mayChange) return text;
  return (
    <>
      <Switch
        size="xs"
        label={text}
        checked={isAvailable}
        disabled={change.isPending}
        onChange={(event) => change.mutate(event.currentTarget.checked)}
      />
      <FailureNote error={change.error} />
    </>
  );
}
