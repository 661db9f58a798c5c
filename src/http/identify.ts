import type { FastifyInstance } from 'fastify';
import type { Authenticate, Caller } from '../core/access/authenticate.ts';
import { readCredentials } from './read-credentials.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; set before anything else of a call that needs credentials is looked at. */
    caller: Caller;
  }
}

/** Every call to this scope's paths must carry valid credentials. */
export function identifyCallers(app: FastifyInstance, authenticate: Authenticate): void {
  app.addHook('onRequest', async (request) => {
    request.caller = await authenticate(readCredentials(request.headers, request.query));
  });
}
