import { createRoute, redirect } from '@tanstack/react-router';
import { paths } from '../address/paths.ts';
import { sessionQuery } from '../sessions/session-queries.ts';
import { rootRoute } from './root-route.ts';
import { Shell } from './Shell.tsx';

/** The parent of every page that needs somebody to be signed in. */
export const shellRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'shell',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    if (session) return;
    throw redirect({ to: paths.signIn, search: { to: location.href } });
  },
});

export const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: paths.home,
  beforeLoad: () => {
    throw redirect({ to: paths.leads });
  },
});
