import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../app/paths.ts';
import { shellRoute } from '../app/shell-route.ts';

export const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: paths.settings,
  component: lazyRouteComponent(() => import('./SettingsPage.tsx'), 'SettingsPage'),
});
