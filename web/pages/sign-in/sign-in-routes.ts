import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { paths } from '../../address/paths.ts';
import { rootRoute } from '../../shell/root-route.ts';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.signIn,
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } =>
    typeof to === 'string' ? { to } : {},
  component: lazyRouteComponent(() => import('./SignInPage.tsx'), 'SignInPage'),
});

export const firstSignInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.firstSignIn,
  component: lazyRouteComponent(() => import('./FirstSignInPage.tsx'), 'FirstSignInPage'),
});
