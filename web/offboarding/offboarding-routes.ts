import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { readPathId } from '../app/read-search.ts';
import { shellRoute } from '../app/shell-route.ts';
import { NoSuchPage } from '../pages/NoSuchPage.tsx';
import { leaverQuery } from './leaver-query.ts';
import { readOffboardSearch } from './offboard-search.ts';

export const offboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.offboard,
  validateSearch: readOffboardSearch,
  loader: async ({ context: { queries }, params }) => {
    const userId = readPathId(params.userId);
    if (userId === undefined) throw notFound();
    await queries.ensureQueryData(leaverQuery(userId));
  },
  notFoundComponent: NoSuchPage,
  component: lazyRouteComponent(() => import('./OffboardPage.tsx'), 'OffboardPage'),
});
