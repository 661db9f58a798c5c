import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext } from '@tanstack/react-router';
import { NoSuchPage } from '../ui/page/NoSuchPage.tsx';
import { RouteFailure } from './RouteFailure.tsx';

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  errorComponent: RouteFailure,
  notFoundComponent: NoSuchPage,
});
