import { queryOptions } from '@tanstack/react-query';
import { baton } from '../data/baton.ts';

/** The agent roles of the organisation, in its order. */
export const rolesQuery = queryOptions({
  queryKey: ['roles'],
  queryFn: async ({ signal }) => (await baton.roles.list({ signal })).items,
  staleTime: 600_000,
});
