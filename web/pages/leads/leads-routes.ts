import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { readPathId } from '../../address/read-path-id.ts';
import { orRefuseUnread } from '../../address/refuse-unread.ts';
import { leadFilterNames, readLeadFilters } from '../../leads/lead-filters.ts';
import { leadCountQuery, leadHistoryQuery, leadPagesQuery, leadQuery } from '../../leads/lead-queries.ts';
import { shellRoute } from '../../shell/shell-route.ts';
import { NoSuchPage } from '../../ui/page/NoSuchPage.tsx';
import { readLeadSearch } from './lead-search.ts';
import { readLeadsSearch } from './leads-search.ts';

const readLeadsAddress = orRefuseUnread(readLeadsSearch, leadFilterNames);
const readLeadAddress = orRefuseUnread(readLeadSearch, ['asOf']);

export const leadsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.leads,
  validateSearch: readLeadsAddress,
  loaderDeps: ({ search }) => ({ sort: search.sort ?? 'leadId', filters: readLeadFilters({ ...search }) }),
  loader: ({ context: { queries }, deps: { filters, sort } }) => {
    void queries.prefetchInfiniteQuery(leadPagesQuery(filters, sort));
    void queries.prefetchQuery(leadCountQuery(filters));
  },
  component: lazyRouteComponent(() => import('./LeadsPage.tsx'), 'LeadsPage'),
});

export const leadRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.lead,
  params: {
    parse: ({ leadId }) => ({ leadId: readPathId(leadId) }),
    stringify: ({ leadId }) => ({ leadId: String(leadId) }),
  },
  validateSearch: readLeadAddress,
  loaderDeps: ({ search: { asOf } }) => ({ asOf }),
  loader: async ({ context: { queries }, params: { leadId }, deps: { asOf } }) => {
    await queries.ensureQueryData(leadQuery(leadId, asOf));
    void queries.prefetchInfiniteQuery(leadHistoryQuery(leadId)); // never older than the lead whose changes it tells
  },
  notFoundComponent: NoSuchPage,
  component: lazyRouteComponent(() => import('./LeadPage.tsx'), 'LeadPage'),
});
