import { queryOptions } from '@tanstack/react-query';
import { baton } from '../../data/baton.ts';

/** Who is to leave, with what they would leave behind now. */
export function leaverQuery(userId: number) {
  return queryOptions({
    queryKey: ['people', userId, 'leaver'],
    queryFn: ({ signal }) => baton.users.show(userId, { include: ['inventory', 'reports'], signal }),
  });
}
