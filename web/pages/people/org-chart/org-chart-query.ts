import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { baton } from '../../../data/baton.ts';
import { buildTree } from './chart-tree-rules.ts';

/** All of the chart at once: so that to search, open and judge it asks nobody. What is drawn is what is in sight. */
export function orgChartQuery(asOf: string | undefined) {
  return queryOptions({
    queryKey: ['org-chart', asOf],
    queryFn: async ({ signal }) => buildTree((await baton.orgChart({ asOf, signal })).users),
    placeholderData: keepPreviousData,
    staleTime: asOf === undefined ? 60_000 : Number.POSITIVE_INFINITY,
  });
}
