import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { baton } from '../app/baton.ts';

const reportsSize = 60;
const keysSize = 50;
const recentSize = 6;

/** Those above and below as of a moment; the user's own members are those of now. */
export function shownPersonQuery(userId: number, asOf: string | undefined) {
  return queryOptions({
    queryKey: ['people', userId, 'shown', asOf],
    queryFn: ({ signal }) => baton.users.show(userId, { asOf, signal }),
    placeholderData: keepOf(userId),
  });
}

export function bookQuery(userId: number, asOf: string | undefined) {
  return queryOptions({
    queryKey: ['people', userId, 'book', asOf],
    queryFn: ({ signal }) => baton.users.book(userId, { asOf, signal }),
    placeholderData: keepOf(userId),
  });
}

export function directReportsQuery(userId: number, asOf: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ['people', userId, 'reports', asOf],
    queryFn: ({ pageParam, signal }) =>
      baton.users.reports(userId, { depth: 1, asOf, after: pageParam, limit: reportsSize, signal }).first(),
    initialPageParam: firstPage(),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepOf(userId),
  });
}

export function keysQuery(userId: number) {
  return queryOptions({
    queryKey: ['people', userId, 'keys'],
    queryFn: ({ signal }) => baton.users.keys(userId, { limit: keysSize, signal }).first(),
  });
}

export function recentRequestsQuery(userId: number) {
  return queryOptions({
    queryKey: ['requests', 'by', userId],
    queryFn: ({ signal }) => baton.requests.list({ by: String(userId), limit: recentSize, signal }).first(),
  });
}

/** What another moment showed stays until this one is there; what another person showed does not. */
function keepOf(userId: number) {
  return <Data>(shown: Data | undefined, from: { queryKey: readonly unknown[] } | undefined) =>
    from?.queryKey[1] === userId ? shown : undefined;
}

function firstPage(): string | undefined {
  return undefined;
}
