import { QueryClient } from '@tanstack/react-query';

const freshMs = 5_000;

/** The client asks again by itself where that may help, so queries do not. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: freshMs, retry: false, networkMode: 'online' },
    mutations: { retry: false, networkMode: 'always' },
  },
});
