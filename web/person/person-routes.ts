import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { readPathId } from '../app/read-search.ts';
import { shellRoute } from '../app/shell-route.ts';
import { NoSuchPage } from '../pages/NoSuchPage.tsx';
import { loadWholePerson } from './load-whole-person.ts';
import { recentRequestsQuery } from './person-page-queries.ts';
import { readPersonSearch } from './person-search.ts';

export const personRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.person,
  validateSearch: readPersonSearch,
  loaderDeps: ({ search: { asOf } }) => ({ asOf }),
  loader: async ({ context: { queries }, params, deps: { asOf } }) => {
    const userId = readPathId(params.userId);
    if (userId === undefined) throw notFound();
    void queries.prefetchQuery(recentRequestsQuery(userId));
    await loadWholePerson(queries, userId, asOf);
  },
  notFoundComponent: NoSuchPage,
  component: lazyRouteComponent(() => import('./PersonPage.tsx'), 'PersonPage'),
});
