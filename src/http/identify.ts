import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';
import type { Authenticate, Caller, Proof } from '../core/access/authenticate.ts';
import { findCredentials, readCredentials } from './read-credentials.ts';
import { refuseOtherSites } from './refuse-other-sites.ts';
import { readSessionToken } from './session-cookie.ts';
import type { Site } from './site.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; set before anything else of a call that needs credentials is looked at. */
    caller: Caller;
  }
}

/** Every call to this scope's paths must carry valid keys. */
export function identifyCallers(app: FastifyInstance, authenticate: Authenticate): void {
  app.addHook('onRequest', async (request) => {
    request.caller = await authenticate(readCredentials(request.headers, request.query));
  });
}

/** Every call to this scope's paths must carry valid keys or the cookie of a session; keys win. */
export function identifyPeople(app: FastifyInstance, authenticate: Authenticate, site: Site): void {
  app.addHook('onRequest', async (request) => {
    request.caller = await authenticate(readProof(site, request));
  });
}

function readProof(site: Site, request: FastifyRequest): Proof {
  const credentials = findCredentials(request.headers, request.query);
  if (credentials) return credentials;
  const sessionToken = readSessionToken(site, request);
  if (sessionToken === undefined) {
    throw new Refusal('credentials-missing', {
      message:
        'Sign in, or send an access key and a secret key: in the headers x-LSQ-AccessKey and x-LSQ-SecretKey, ' +
        'by HTTP Basic, or as the query members accessKey and secretKey.',
    });
  }
  refuseOtherSites(request);
  return { sessionToken };
}
