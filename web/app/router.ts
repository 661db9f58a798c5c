import { createRouter } from '@tanstack/react-router';
import { RouteFailure } from '../failures/RouteFailure.tsx';
import { leadRoute, leadsRoute } from '../leads/leads-routes.ts';
import { offboardRoute } from '../offboarding/offboarding-routes.ts';
import { NoSuchPage } from '../pages/NoSuchPage.tsx';
import { PagePending } from '../pages/PagePending.tsx';
import { peopleRoute } from '../people/people-routes.ts';
import { personRoute } from '../person/person-routes.ts';
import { radarRoute } from '../radar/radar-routes.ts';
import { requestRoute, requestsRoute } from '../requests/requests-routes.ts';
import { firstSignInRoute, signInRoute } from '../sessions/sign-in-routes.ts';
import { settingsRoute } from '../settings/settings-routes.ts';
import { queryClient } from './query-client.ts';
import { rootRoute } from './root-route.ts';
import { homeRoute, shellRoute } from './shell-route.ts';

const inShell = [
  leadsRoute,
  leadRoute,
  peopleRoute,
  personRoute,
  offboardRoute,
  requestsRoute,
  requestRoute,
  radarRoute,
  settingsRoute,
] as const;

/** A new page is a route of its subject, added here. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    homeRoute,
    signInRoute,
    firstSignInRoute,
    shellRoute.addChildren(inShell),
  ]),
  context: { queries: queryClient },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0, // queries know themselves what is fresh
  defaultPendingMs: 200,
  defaultPendingMinMs: 200,
  defaultPendingComponent: PagePending,
  defaultErrorComponent: RouteFailure,
  defaultNotFoundComponent: NoSuchPage,
  scrollRestoration: true,
});

/** The code of the page that was asked for comes while the server is asked who is signed in. */
for (const { routeId } of router.matchRoutes(router.latestLocation)) {
  const route = Object.values(router.routesById).find(({ id }) => id === routeId);
  if (route) void router.loadRouteChunk(route);
}

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
