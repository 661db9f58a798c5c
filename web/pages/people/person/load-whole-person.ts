import type { QueryClient } from '@tanstack/react-query';
import { isAdministrator } from '../../../sessions/access-rules.ts';
import { sessionQuery } from '../../../sessions/session-queries.ts';
import { anyWholePerson, wholePersonQuery } from './person-page-queries.ts';

/** Before a page about them opens; one that shows another moment of them already stays until this one is there. */
export async function loadWholePerson(
  queries: QueryClient,
  userId: number,
  asOf: string | undefined,
): Promise<void> {
  const session = await queries.ensureQueryData(sessionQuery);
  const query = wholePersonQuery(userId, { asOf, withKeys: session !== null && isAdministrator(session) });
  const known = queries.getQueriesData({ queryKey: anyWholePerson(userId) });
  if (known.some(([, data]) => data !== undefined)) void queries.prefetchQuery(query);
  else await queries.ensureQueryData(query);
}
