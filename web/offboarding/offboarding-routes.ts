import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { shellRoute } from '../app/shell-route.ts';
import { loadWholePerson } from '../person/load-whole-person.ts';
import { inventoryQuery } from './inventory-query.ts';
import { readOffboardSearch } from './offboard-search.ts';

export const offboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.offboard,
  validateSearch: readOffboardSearch,
  loader: async ({ context: { queries }, params }) => {
    const userId = Number(params.userId);
    void queries.prefetchQuery(inventoryQuery(userId));
    await loadWholePerson(queries, userId, undefined);
  },
  component: lazyRouteComponent(() => import('./OffboardPage.tsx'), 'OffboardPage'),
});
