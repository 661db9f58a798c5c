import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { shellRoute } from '../app/shell-route.ts';
import { leaverQuery } from './leaver-query.ts';
import { readOffboardSearch } from './offboard-search.ts';

export const offboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.offboard,
  validateSearch: readOffboardSearch,
  loader: async ({ context: { queries }, params }) => {
    await queries.ensureQueryData(leaverQuery(Number(params.userId)));
  },
  component: lazyRouteComponent(() => import('./OffboardPage.tsx'), 'OffboardPage'),
});
