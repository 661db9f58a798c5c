import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { baton } from '../../data/baton.ts';
import { firstPage } from '../../data/first-page.ts';
import { type SettingsSearch, toAuditQuery } from './settings-search.ts';

const pageSize = 50;

export const orgQuery = queryOptions({
  queryKey: ['org'],
  queryFn: ({ signal }) => baton.org.show({ signal }),
});

/** Every access key of the organisation, the newest first. */
export const orgKeysQuery = infiniteQueryOptions({
  queryKey: ['keys', 'pages'],
  queryFn: ({ pageParam, signal }) => baton.keys.list({ after: pageParam, limit: pageSize, signal }).first(),
  initialPageParam: firstPage,
  getNextPageParam: ({ next }) => next ?? undefined,
});

/** The audit trail, the newest first. */
export function auditQuery(search: SettingsSearch) {
  const query = { ...toAuditQuery(search), limit: pageSize };
  return infiniteQueryOptions({
    queryKey: ['audit', 'pages', query],
    queryFn: ({ pageParam, signal }) => baton.auditEvents({ ...query, after: pageParam, signal }).first(),
    initialPageParam: firstPage,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
}
