import { createClient } from '../../src/client/client.ts';
import { watchedFetch } from './connection.ts';

/** The typed client that every page calls; the browser's session says who calls. */
export const baton = createClient({ url: location.origin, fetch: watchedFetch });
