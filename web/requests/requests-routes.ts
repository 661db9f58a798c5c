import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { readPathId } from '../app/read-path-id.ts';
import { shellRoute } from '../app/shell-route.ts';
import { NoSuchPage } from '../pages/NoSuchPage.tsx';
import { requestPagesQuery, requestQuery, requestRowsQuery } from './request-queries.ts';
import { readRequestSearch, readRequestsSearch } from './requests-search.ts';

export const requestsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.requests,
  validateSearch: readRequestsSearch,
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
  validateSearch: readRequestSearch,
  loaderDeps: ({ search }) => search,
  loader: async ({ context: { queries }, params: { requestId }, deps: { outcome } }) => {
    void queries.prefetchInfiniteQuery(requestRowsQuery(requestId, outcome));
    await queries.ensureQueryData(requestQuery(requestId));
  },
  notFoundComponent: NoSuchPage,
  component: lazyRouteComponent(() => import('./RequestPage.tsx'), 'RequestPage'),
});
