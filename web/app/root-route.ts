import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { RouteFailure } from '../failures/RouteFailure.tsx';
import { NoSuchPage } from '../pages/NoSuchPage.tsx';

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  errorComponent: RouteFailure,
  notFoundComponent: NoSuchPage,
});
