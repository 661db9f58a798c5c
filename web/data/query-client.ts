import { QueryClient } from '@tanstack/react-query';

const freshMs = 5_000;

/** The client asks again by itself where that may help, so queries do not; after a lost connection nothing is fresh. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: freshMs, retry: false, networkMode: 'online', refetchOnReconnect: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
