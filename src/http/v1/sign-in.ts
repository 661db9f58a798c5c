import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { signInProblems } from '../../contract/v1/problems.ts';
import { firstSignInBody, type ShownSession, shownSession, signInBody } from '../../contract/v1/sessions.ts';
import type { BegunSession } from '../../core/sessions/begin-session.ts';
import { showSession } from '../../core/sessions/show-session.ts';
import { signIn } from '../../core/sessions/sign-in.ts';
import { signInFirst } from '../../core/sessions/sign-in-first.ts';
import type { Database } from '../../database/database.ts';
import { refuseKnownOtherSites } from '../refuse-other-sites.ts';
import { setSessionCookie } from '../session-cookie.ts';
import { readAddress, type Site } from '../site.ts';
import { version } from '../version.ts';

/** The calls by which a session begins; nobody is known yet. */
export function serveSignIn(scope: FastifyInstance, database: Database, site: Site): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  app.addHook('onRequest', async (request) => refuseKnownOtherSites(site, request));
  const answer = async (reply: FastifyReply, begun: BegunSession): Promise<ShownSession> => {
    const session = await showSession(database, begun);
    setSessionCookie(site, reply, begun.token);
    return { ...session, version };
  };

  app.post(
    '/api/v1/session',
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'signIn',
        summary: 'Sign in',
        description:
          'Sets the cookie of a session, which counts on `/api/v1` instead of keys. It ends after 7 days, after 12 ' +
          'hours without a call, by signing out, and with the account.',
        security: [],
        body: signInBody,
        response: { 200: shownSession, ...signInProblems },
      },
    },
    async (request, reply) =>
      answer(reply, await signIn(database, { ...request.body, address: readAddress(site, request) })),
  );

  app.post(
    '/api/v1/first-sign-in',
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'signInFirst',
        summary: 'Set a password by a sign-in link, and sign in',
        description: 'Uses the link up, and ends all other sessions of the user.',
        security: [],
        body: firstSignInBody,
        response: { 200: shownSession, ...signInProblems },
      },
    },
    async (request, reply) =>
      answer(reply, await signInFirst(database, { ...request.body, address: readAddress(site, request) })),
  );
}
