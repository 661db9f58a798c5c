import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { readPathId } from '../../address/read-path-id.ts';
import { orRefuseUnread } from '../../address/refuse-unread.ts';
import { requestPagesQuery, requestQuery, requestRowsQuery } from '../../requests/request-queries.ts';
import { readRequestSearch, readRequestsSearch } from '../../requests/requests-search.ts';
import { shellRoute } from '../../shell/shell-route.ts';
import { NoSuchPage } from '../../ui/page/NoSuchPage.tsx';

const readRequestsAddress = orRefuseUnread(readRequestsSearch, ['kind', 'state', 'by', 'from', 'to']);
const readRequestAddress = orRefuseUnread(readRequestSearch, ['outcome']);

export const requestsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.requests,
  validateSearch: readRequestsAddress,
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queries }, deps }) => {
    void queries.prefetchInfiniteQuery(requestPagesQuery(deps));
  },
  component: lazyRouteComponent(() => import('./RequestsPage.tsx'), 'RequestsPage'),
});

export const requestRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.request,
  params: {
    parse: ({ requestId }) => ({ requestId: readPathId(requestId) }),
    stringify: ({ requestId }) => ({ requestId: String(requestId) }),
  },
  validateSearch: readRequestAddress,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queries }, params: { requestId }, deps: { outcome } }) => {
    void queries.prefetchInfiniteQuery(requestRowsQuery(requestId, outcome));
    await queries.ensureQueryData(requestQuery(requestId));
  },
  notFoundComponent: NoSuchPage,
  component: lazyRouteComponent(() => import('./RequestPage.tsx'), 'RequestPage'),
});
