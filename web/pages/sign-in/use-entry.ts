import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import type { ShownSession } from '../../../src/client/client.ts';
import { paths } from '../../address/paths.ts';
import { sessionQuery } from '../../sessions/session-queries.ts';
import { toOwnPath } from './return-rules.ts';

/** What is done once somebody is signed in: nothing of whoever was before stays, and they are led where they wanted to. */
export function useEntry(to?: string | undefined): (session: ShownSession) => void {
  const queries = useQueryClient();
  const router = useRouter();
  return (session) => {
    queries.clear();
    queries.setQueryData(sessionQuery.queryKey, session);
    router.history.replace(toOwnPath(to, location.origin) ?? paths.home);
  };
}
