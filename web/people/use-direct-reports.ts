import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReportPage } from '../../src/client/client.ts';
import { baton } from '../data/baton.ts';

const reportsSize = 100;

/** Those who report to somebody directly: the first, who came with the person, and as many more as are asked for. */
export function useDirectReports(userId: number, asOf: string | undefined, first: ReportPage) {
  const [isLonger, setLonger] = useState(false);
  const { items, next } = first;
  const more = useInfiniteQuery({
    ...moreReportsQuery(userId, asOf, next),
    enabled: isLonger && next !== null,
  });
  const showMore = () => {
    if (!isLonger) setLonger(true);
    else if (more.data) void more.fetchNextPage();
    else void more.refetch();
  };
  return {
    reports: [...items, ...(more.data?.pages.flatMap(({ items }) => items) ?? [])],
    hasMore: more.data ? more.hasNextPage : next !== null,
    isLoading: more.isLoading || more.isFetchingNextPage,
    error: more.error,
    showMore,
  };
}

/** The direct reports after the first page, which comes with the person. */
function moreReportsQuery(userId: number, asOf: string | undefined, after: string | null) {
  return infiniteQueryOptions({
    queryKey: ['people', userId, 'reports', asOf, after],
    queryFn: ({ pageParam, signal }) =>
      baton.users.reports(userId, { depth: 1, asOf, after: pageParam, limit: reportsSize, signal }).first(),
    initialPageParam: after ?? undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}
