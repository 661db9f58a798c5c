import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../../../address/paths.ts';
import { readPathId } from '../../../address/read-path-id.ts';
import { orRefuseUnread } from '../../../address/refuse-unread.ts';
import { shellRoute } from '../../../shell/shell-route.ts';
import { NoSuchPage } from '../../../ui/page/NoSuchPage.tsx';
import { loadWholePerson } from './load-whole-person.ts';
import { recentRequestsQuery } from './person-page-queries.ts';
import { readPersonSearch } from './person-search.ts';

const readPersonAddress = orRefuseUnread(readPersonSearch, ['asOf']);

export const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.person,
  params: {
    parse: ({ userId }) => ({ userId: readPathId(userId) }),
    stringify: ({ userId }) => ({ userId: String(userId) }),
  },
  validateSearch: readPersonAddress,
  loaderDeps: ({ search: { asOf } }) => ({ asOf }),
  loader: async ({ context: { queries }, params: { userId }, deps: { asOf } }) => {
    void queries.prefetchQuery(recentRequestsQuery(userId));
    await loadWholePerson(queries, userId, asOf);
  },
  notFoundComponent: NoSuchPage,
  component: lazyRouteComponent(() => import('./PersonPage.tsx'), 'PersonPage'),
});
