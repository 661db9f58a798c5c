import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { shellRoute } from '../../shell/shell-route.ts';
import { radarQuery, spreadQuery } from './radar-queries.ts';
import { readRadarSearch } from './radar-search.ts';

export const radarRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.radar,
  validateSearch: readRadarSearch,
  loader: ({ context: { queries } }) => {
    void queries.prefetchQuery(radarQuery);
    void queries.prefetchQuery(spreadQuery);
  },
  component: lazyRouteComponent(() => import('./RadarPage.tsx'), 'RadarPage'),
});
