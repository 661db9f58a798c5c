import { infiniteQueryOptions, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RequestPage, ShownRequest } from '../../src/client/client.ts';
import type { RowFilter } from '../../src/contract/words/request-words.ts';
import { baton } from '../data/baton.ts';
import { firstPage } from '../data/first-page.ts';
import { personQuery } from '../people/person-queries.ts';
import { hasEnded, isUnderWay } from './request-rules.ts';
import { type RequestFilters, toRequestsQuery } from './requests-search.ts';

const pageSize = 100;

/** Those whom it names come along, so that nobody asks for them. */
export function requestQuery(requestId: number) {
  return queryOptions({
    queryKey: ['requests', requestId],
    queryFn: async ({ signal, client }): Promise<ShownRequest> => {
      const { people, ...request } = await baton.requests.show(requestId, { include: ['people'], signal });
      for (const person of people) client.setQueryData(personQuery(person.userId).queryKey, person);
      return request;
    },
  });
}

export function requestPagesQuery(filters: RequestFilters) {
  const query = { ...toRequestsQuery(filters), limit: pageSize };
  return infiniteQueryOptions({
    queryKey: ['requests', 'pages', query],
    queryFn: ({ pageParam, signal }) => baton.requests.list({ ...query, after: pageParam, signal }).first(),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
    // The newest change while somebody looks: slowly, and only where one of them is under way.
    refetchInterval: ({ state }) => (hasOneUnderWay(state.data?.pages ?? []) ? 3_000 : 20_000),
  });
}

export function requestRowsQuery(requestId: number, outcome: RowFilter | undefined) {
  return infiniteQueryOptions({
    queryKey: ['requests', requestId, 'rows', outcome],
    queryFn: ({ pageParam, signal }) =>
      baton.requests.rows(requestId, { outcome, after: pageParam, limit: pageSize, signal }).first(),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}

/** A request that is kept up to date by its events until it has ended; then all that it may have changed is asked anew. */
export function useLiveRequest(requestId: number) {
  const queries = useQueryClient();
  const request = useQuery(requestQuery(requestId));
  const isLive = request.data !== undefined && isUnderWay(request.data);
  useEffect(() => {
    if (!isLive) return;
    const stop = new AbortController();
    const { queryKey } = requestQuery(requestId);
    const follow = async () => {
      for await (const { kind: _kind, ...progress } of baton.requests.events(requestId, {
        signal: stop.signal,
      })) {
        queries.setQueryData(
          queryKey,
          (known: ShownRequest | undefined) => known && { ...known, ...progress },
        );
      }
    };
    follow().catch(() => (stop.signal.aborted ? undefined : queries.invalidateQueries({ queryKey })));
    return () => stop.abort();
  }, [isLive, requestId, queries]);
  useAskAnewOnceEnded(requestId, request.data && !hasEnded(request.data));
  return request;
}

/** Requests that were looked at before they had ended; the look may have moved to another component since. */
const seenOpen = new Set<number>();

/** Whoever saw a request before its end sees what it changed, also where it ended between two looks at it. */
function useAskAnewOnceEnded(requestId: number, isOpen: boolean | undefined) {
  const queries = useQueryClient();
  useEffect(() => {
    if (isOpen === undefined) return;
    if (isOpen) {
      seenOpen.add(requestId);
    } else if (seenOpen.delete(requestId)) {
      void queries.invalidateQueries();
    }
  }, [requestId, isOpen, queries]);
}

function hasOneUnderWay(pages: readonly RequestPage[]): boolean {
  return pages.some(({ items }) => items.some(isUnderWay));
}
