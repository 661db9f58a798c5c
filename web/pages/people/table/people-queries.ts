import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { baton } from '../../../data/baton.ts';
import { firstPage } from '../../../data/first-page.ts';
import type { PeopleFilters } from '../view/people-search.ts';

const pageSize = 200;

/** The filters as the list of users takes them. */
export function toUsersQuery({ q, role, access, is }: PeopleFilters) {
  const isActive = is === undefined ? undefined : is === 'active';
  return { q, agentRole: role, accessRole: access, isActive };
}

/** Page after page of the people who match; the first tells how many they are. */
export function peoplePagesQuery(filters: PeopleFilters) {
  const query = { ...toUsersQuery(filters), limit: pageSize };
  return infiniteQueryOptions({
    queryKey: ['people', 'pages', query],
    queryFn: ({ pageParam, signal }) =>
      baton.users.list({ ...query, count: pageParam === undefined, after: pageParam, signal }).first(),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000, // asking anew means every page that was loaded
    refetchOnWindowFocus: false,
  });
}
