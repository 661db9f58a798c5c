import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { shellRoute } from '../app/shell-route.ts';

export const peopleRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.people,
  component: lazyRouteComponent(() => import('./PeoplePage.tsx'), 'PeoplePage'),
});
