import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { shellRoute } from '../app/shell-route.ts';
import { shownPersonQuery } from '../person/person-page-queries.ts';
import { inventoryQuery } from './inventory-query.ts';
import { readOffboardSearch } from './offboard-search.ts';

export const offboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.offboard,
  validateSearch: readOffboardSearch,
  loader: async ({ context: { queries }, params }) => {
    const userId = Number(params.userId);
    void queries.prefetchQuery(inventoryQuery(userId));
    await queries.ensureQueryData(shownPersonQuery(userId, undefined));
  },
  component: lazyRouteComponent(() => import('./OffboardPage.tsx'), 'OffboardPage'),
});
