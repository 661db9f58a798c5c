import { createRouter } from '@tanstack/react-router';
import { parseSearch, stringifySearch } from '../address/search-params.ts';
import { queryClient } from '../data/query-client.ts';
import { leadRoute, leadsRoute } from '../pages/leads/leads-routes.ts';
import { offboardRoute } from '../pages/offboarding/offboarding-routes.ts';
import { peopleRoute } from '../pages/people/people-routes.ts';
import { personRoute } from '../pages/people/person/person-routes.ts';
import { radarRoute } from '../pages/radar/radar-routes.ts';
import { requestRoute, requestsRoute } from '../pages/requests/requests-routes.ts';
import { settingsRoute } from '../pages/settings/settings-routes.ts';
import { firstSignInRoute, signInRoute } from '../pages/sign-in/sign-in-routes.ts';
import { RouteFailure } from '../shell/RouteFailure.tsx';
import { rootRoute } from '../shell/root-route.ts';
import { homeRoute, shellRoute } from '../shell/shell-route.ts';
import { NoSuchPage } from '../ui/page/NoSuchPage.tsx';
import { PagePending } from '../ui/page/PagePending.tsx';

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
  parseSearch,
  stringifySearch,
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
