import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { readPathId } from '../../address/read-path-id.ts';
import { shellRoute } from '../../shell/shell-route.ts';
import { NoSuchPage } from '../../ui/page/NoSuchPage.tsx';
import { leaverQuery } from './leaver-query.ts';
import { readOffboardSearch } from './offboard-search.ts';

export const offboardRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.offboard,
  params: {
    parse: ({ userId }) => ({ userId: readPathId(userId) }),
    stringify: ({ userId }) => ({ userId: String(userId) }),
  },
  validateSearch: readOffboardSearch,
  loader: async ({ context: { queries }, params: { userId } }) => {
    await queries.ensureQueryData(leaverQuery(userId));
  },
  notFoundComponent: NoSuchPage,
  component: lazyRouteComponent(() => import('./OffboardPage.tsx'), 'OffboardPage'),
});
