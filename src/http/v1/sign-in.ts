import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import { signInProblems } from '../../contract/v1/problems.ts';
import { codeBody } from '../../contract/v1/second-factors.ts';
import { firstSignInBody, type ShownSession, shownSession, signInBody } from '../../contract/v1/sessions.ts';
import type { PendingSignIn } from '../../core/sessions/admit.ts';
import type { BegunSession, SignInPlace } from '../../core/sessions/begin-session.ts';
import { showSession } from '../../core/sessions/show-session.ts';
import { signIn } from '../../core/sessions/sign-in.ts';
import { signInByCode } from '../../core/sessions/sign-in-by-code.ts';
import { signInFirst } from '../../core/sessions/sign-in-first.ts';
import type { Database } from '../../database/database.ts';
import { refuseKnownOtherSites } from '../wire/refuse-other-sites.ts';
import { clearCookie, readCookie, setCookie } from '../wire/sign-in-cookies.ts';
import { readAddress, type Site } from '../wire/site.ts';
import { version } from '../wire/version.ts';

/** The calls by which a session begins; nobody is known yet. */
export function serveSignIn(scope: FastifyInstance, database: Database, site: Site): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  app.addHook('onRequest', async (request) => refuseKnownOtherSites(site, request));
  const { placeOf, answer } = openAnswers(database, site);

  app.post(
    '/api/v1/session',
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'signIn',
        summary: 'Sign in',
        description:
          'Sets the cookie of a session, which counts on `/api/v1` instead of keys. It ends after 7 days, after 12 ' +
          'hours without a call, by signing out, and with the account. Where the user has a second factor it is 409 ' +
          '`second-factor-needed`, with the cookie of the second step: `POST /api/v1/session/code`.',
        security: [],
        body: signInBody,
        response: { 200: shownSession, ...signInProblems },
      },
    },
    async (request, reply) => answer(reply, await signIn(database, { ...request.body, ...placeOf(request) })),
  );

  app.post(
    '/api/v1/session/code',
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'signInByCode',
        summary: 'Sign in: the second step',
        description:
          'By a code of the app or a recovery code, within 5 minutes of the password and by the cookie that it gave. ' +
          'After 5 wrong codes the password is needed again.',
        security: [],
        body: codeBody,
        response: { 200: shownSession, ...signInProblems },
      },
    },
    async (request, reply) => {
      const pendingToken = readCookie(site, request, 'sign-in');
      const begun = await signInByCode(database, { pendingToken, ...request.body, ...placeOf(request) });
      clearCookie(site, reply, 'sign-in');
      return answer(reply, begun);
    },
  );

  app.post(
    '/api/v1/first-sign-in',
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'signInFirst',
        summary: 'Set a password by a sign-in link, and sign in',
        description:
          'Uses the link up, and ends all other sessions of the user. Who has a second factor is asked for a code then.',
        security: [],
        body: firstSignInBody,
        response: { 200: shownSession, ...signInProblems },
      },
    },
    async (request, reply) =>
      answer(reply, await signInFirst(database, { ...request.body, ...placeOf(request) })),
  );
}

/** Where somebody signs in, and what they are answered: a session, or that a code is needed. */
function openAnswers(database: Database, site: Site) {
  const placeOf = (request: FastifyRequest): SignInPlace => ({
    address: readAddress(site, request),
    deviceToken: readCookie(site, request, 'device'),
  });
  const answer = async (reply: FastifyReply, begun: BegunSession | PendingSignIn): Promise<ShownSession> => {
    if ('pendingToken' in begun) {
      setCookie(site, reply, 'sign-in', begun.pendingToken);
      throw askForCode();
    }
    const session = await showSession(database, begun);
    setCookie(site, reply, 'session', begun.token);
    setCookie(site, reply, 'device', begun.deviceToken);
    return { ...session, version };
  };
  return { placeOf, answer };
}

function askForCode(): Refusal {
  return new Refusal('second-factor-needed', {
    message: 'Send a code of your app, or a recovery code, to POST /api/v1/session/code within 5 minutes.',
  });
}
