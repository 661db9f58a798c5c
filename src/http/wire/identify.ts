import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import type { Authenticate, Caller, Proof } from '../../core/sessions/authenticate.ts';
import { type CallRates, refilledInS } from './call-rates.ts';
import { askForScopes } from './operation-scopes.ts';
import { findCredentials, readCredentials } from './read-credentials.ts';
import { refuseOtherSites } from './refuse-other-sites.ts';
import { readCookie } from './sign-in-cookies.ts';
import { readAddress, type Site } from './site.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; set before anything else of a call that needs credentials is looked at. */
    caller: Caller;
  }
}

export interface Admission {
  authenticate: Authenticate;
  callRates: CallRates;
}

/** Every call to this scope's paths must carry valid keys, whose calls are limited. */
export function identifyCallers(
  app: FastifyInstance,
  { authenticate, callRates }: Admission,
  site: Site,
): void {
  askForScopes(app);
  app.addHook('onRequest', async (request, reply) => {
    const proof = readCredentials(request.headers, request.query);
    request.caller = await authenticate(proof, readAddress(site, request));
    countCall(callRates, request.caller, reply);
  });
}

/** The same of keys or the cookie of a session; keys win. */
export function identifyPeople(
  app: FastifyInstance,
  { authenticate, callRates }: Admission,
  site: Site,
): void {
  askForScopes(app);
  app.addHook('onRequest', async (request, reply) => {
    const proof = readProof(site, request);
    const address = readAddress(site, request);
    const caller = await authenticate(proof, address);
    const proveAgain = () => authenticate(proof, address);
    request.caller = { ...caller, proveAgain };
    countCall(callRates, request.caller, reply);
  });
}

/** Only of who has proved who they are, or strangers could lock an organisation out. */
function countCall(callRates: CallRates, caller: Caller, reply: FastifyReply): void {
  const { isAllowed, whose, limit, remaining } = callRates.take(caller);
  void reply.headers({
    'ratelimit-limit': limit,
    'ratelimit-remaining': remaining,
    'ratelimit-reset': refilledInS,
  });
  if (isAllowed) return;
  throw new Refusal('too-many-calls', {
    retryAfterS: refilledInS,
    message: `${whose} made ${limit} calls in a second, which is the most that Baton takes. Call again in a second.`,
  });
}

function readProof(site: Site, request: FastifyRequest): Proof {
  const credentials = findCredentials(request.headers, request.query);
  if (credentials) return credentials;
  const sessionToken = readCookie(site, request, 'session');
  if (sessionToken === undefined) {
    throw new Refusal('credentials-missing', {
      message:
        'Sign in, or send an access key and a secret key: in the headers x-LSQ-AccessKey and x-LSQ-SecretKey, ' +
        'as Authorization: Bearer, by HTTP Basic, or as the query members accessKey and secretKey.',
    });
  }
  refuseOtherSites(site, request);
  return { sessionToken };
}
