import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { LeadSort } from '../../src/client/client.ts';
import { baton } from '../data/baton.ts';
import { firstPage } from '../data/first-page.ts';
import { type LeadFilters, toLeadsQuery } from './lead-filters.ts';

const pageSize = 200;
const historySize = 100;

/** Page after page of the leads that match. */
export function leadPagesQuery(filters: LeadFilters, sort: LeadSort) {
  const query = { ...toLeadsQuery(filters), sort, limit: pageSize };
  return infiniteQueryOptions({
    queryKey: ['leads', 'pages', query],
    queryFn: ({ pageParam, signal }) => baton.leads.list({ ...query, after: pageParam, signal }).first(),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000, // asking anew means every page that was loaded
    refetchOnWindowFocus: false,
  });
}

/** How many match, exactly; null where counting would take too long. */
export function leadCountQuery(filters: LeadFilters) {
  const query = { ...toLeadsQuery(filters), count: true, limit: 1 };
  return queryOptions({
    queryKey: ['leads', 'count', query],
    queryFn: async ({ signal }) => (await baton.leads.list({ ...query, signal }).first()).total,
    placeholderData: keepPreviousData,
  });
}

const watchMs = 4_000;

/** A lead, asked for again and again while somebody looks: others change it, too. */
export function leadQuery(leadId: number, asOf: string | undefined) {
  return queryOptions({
    queryKey: ['leads', leadId, 'shown', asOf],
    queryFn: ({ signal }) => baton.leads.show(leadId, { asOf, signal }),
    placeholderData: keepPreviousData,
    ...(asOf === undefined ? { refetchInterval: watchMs } : { staleTime: Number.POSITIVE_INFINITY }),
  });
}

export function leadHistoryQuery(leadId: number) {
  return infiniteQueryOptions({
    queryKey: ['leads', leadId, 'history'],
    queryFn: ({ pageParam, signal }) =>
      baton.leads.history(leadId, { include: 'facts', after: pageParam, limit: historySize, signal }).first(),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}
