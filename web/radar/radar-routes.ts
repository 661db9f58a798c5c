import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { shellRoute } from '../app/shell-route.ts';

export const radarRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.radar,
  component: lazyRouteComponent(() => import('./RadarPage.tsx'), 'RadarPage'),
});
