import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { ShownSession } from '../../src/client/client.ts';
import { baton } from '../data/baton.ts';
import { isSignedOut } from '../ui/failures/failure-rules.ts';

/** Null where nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }): Promise<ShownSession | null> =>
    baton.session.show({ signal }).catch((error: unknown) => {
      if (isSignedOut(error)) return null;
      throw error;
    }),
  staleTime: 60_000,
});

/** Who is signed in; to be used on pages of the shell alone. */
export function useSession(): ShownSession {
  const { data } = useSuspenseQuery(sessionQuery);
  if (!data) throw new Error('Nobody is signed in on this page.');
  return data;
}
