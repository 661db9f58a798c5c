import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { shellRoute } from '../app/shell-route.ts';
import { loadWholePerson } from './load-whole-person.ts';
import { recentRequestsQuery } from './person-page-queries.ts';
import { readPersonSearch } from './person-search.ts';

export const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.person,
  validateSearch: readPersonSearch,
  loaderDeps: ({ search: { asOf } }) => ({ asOf }),
  loader: async ({ context: { queries }, params, deps: { asOf } }) => {
    const userId = Number(params.userId);
    void queries.prefetchQuery(recentRequestsQuery(userId));
    await loadWholePerson(queries, userId, asOf);
  },
  component: lazyRouteComponent(() => import('./PersonPage.tsx'), 'PersonPage'),
});
