import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { orRefuseUnread } from '../../address/refuse-unread.ts';
import { rolesQuery } from '../../people/role-queries.ts';
import { shellRoute } from '../../shell/shell-route.ts';
import { orgChartQuery } from './org-chart/org-chart-query.ts';
import { peoplePagesQuery } from './table/people-queries.ts';
import { filtersOf, readPeopleSearch } from './view/people-search.ts';

const readPeopleAddress = orRefuseUnread(readPeopleSearch, ['q', 'role', 'access', 'is', 'at', 'asOf']);

export const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.people,
  validateSearch: readPeopleAddress,
  loaderDeps: ({ search }) => ({ view: search.view, asOf: search.asOf, filters: filtersOf(search) }),
  loader: ({ context: { queries }, deps: { view, asOf, filters } }) => {
    if (view === 'chart') {
      void queries.prefetchQuery(orgChartQuery(asOf));
    } else {
      void queries.prefetchInfiniteQuery(peoplePagesQuery(filters));
      void queries.prefetchQuery(rolesQuery);
    }
  },
  component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
});
