import { useSuspenseQuery } from '@tanstack/react-query';
import type { ShownUser } from '../../src/client/client.ts';
import { shownPersonQuery } from './person-page-queries.ts';

/** As they are now; the route has loaded them. */
export function usePerson(userId: number): ShownUser {
  return useSuspenseQuery(shownPersonQuery(userId, undefined)).data;
}
