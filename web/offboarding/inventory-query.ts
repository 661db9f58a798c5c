import { queryOptions } from '@tanstack/react-query';
import { baton } from '../app/baton.ts';

/** What a person would leave behind now. */
export function inventoryQuery(userId: number) {
  return queryOptions({
    queryKey: ['people', userId, 'inventory'],
    queryFn: ({ signal }) => baton.users.inventory(userId, { signal }),
  });
}
