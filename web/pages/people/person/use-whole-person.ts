import { useQuery, useQueryClient } from '@tanstack/react-query';
import { isAdministrator } from '../../../sessions/access-rules.ts';
import { useSession } from '../../../sessions/session-queries.ts';
import { anyWholePerson, type WholePerson, wholePersonQuery } from './person-page-queries.ts';

/** The route has loaded them. Where this moment cannot be shown, another that was stays, stale, beside the error. */
export function useWholePerson(userId: number, asOf: string | undefined) {
  const withKeys = isAdministrator(useSession());
  const queries = useQueryClient();
  const { data, error, isPlaceholderData, refetch } = useQuery(wholePersonQuery(userId, { asOf, withKeys }));
  const known = queries.getQueriesData<WholePerson>({ queryKey: anyWholePerson(userId) });
  return {
    person: data ?? known.find(([, each]) => each !== undefined)?.[1],
    isStale: isPlaceholderData || data === undefined,
    error,
    retry: () => void refetch(),
  };
}
