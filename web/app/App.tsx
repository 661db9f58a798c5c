import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '../ui/theme/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { paths } from '../address/paths.ts';
import { queryClient } from '../data/query-client.ts';
import { ConnectionBanner } from '../ui/connections/ConnectionBanner.tsx';
import { isSignedOut } from '../ui/failures/failure-rules.ts';
import { resolveVariables, theme } from '../ui/theme/theme.ts';
import { router } from './router.ts';

export function App() {
  useLeaveWhenSignedOut();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <ConnectionBanner />
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** A session that ended elsewhere leads back to where one signs in, and from there to the same page. */
function useLeaveWhenSignedOut(): void {
  useEffect(() => {
    const leave = (error: unknown) => {
      const { pathname, href } = router.state.location;
      if (!isSignedOut(error) || pathname === paths.signIn || pathname === paths.firstSignIn) return;
      queryClient.clear();
      void router.navigate({ to: paths.signIn, search: { to: href } });
    };
    const stopQueries = queryClient.getQueryCache().subscribe(({ type, query }) => {
      if (type === 'updated' && query.state.status === 'error') leave(query.state.error);
    });
    const stopMutations = queryClient.getMutationCache().subscribe(({ type, mutation }) => {
      if (type === 'updated' && mutation.state.status === 'error') leave(mutation.state.error);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, []);
}
