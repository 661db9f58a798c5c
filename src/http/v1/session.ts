import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { changeProblems, listProblems, signInProblems } from '../../contract/v1/problems.ts';
import {
  endedSessions,
  passwordAgainBody,
  passwordBody,
  shownSession,
  signInLink,
} from '../../contract/v1/sessions.ts';
import { userParams } from '../../contract/v1/users.ts';
import { askPassword } from '../../core/sessions/ask-password.ts';
import { changePassword } from '../../core/sessions/change-password.ts';
import { createSignInLink } from '../../core/sessions/create-sign-in-link.ts';
import { endSessionsOf } from '../../core/sessions/end-sessions-of.ts';
import { showSession } from '../../core/sessions/show-session.ts';
import { signOut } from '../../core/sessions/sign-out.ts';
import { signOutEverywhere } from '../../core/sessions/sign-out-everywhere.ts';
import type { Database } from '../../database/database.ts';
import { needsAdministrator } from '../wire/needs-role.ts';
import { readIdempotencyAt } from '../wire/read-idempotency.ts';
import { clearCookie } from '../wire/sign-in-cookies.ts';
import type { Site } from '../wire/site.ts';
import { version } from '../wire/version.ts';
import { bodyOptional } from './body-optional.ts';
import { readUserName } from './read-id.ts';

const nothing = Type.Null({ description: 'Done.' });

export function serveSession(scope: FastifyInstance, database: Database, site: Site): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  serveOthers(app, database);

  app.get(
    '/api/v1/session',
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'showSession',
        summary: 'Show who calls',
        description: 'Who signed in, or whose keys the call carries.',
        response: { 200: shownSession, ...listProblems },
      },
    },
    async ({ caller }) => ({ ...(await showSession(database, caller)), version }),
  );

  app.delete(
    '/api/v1/session',
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'signOut',
        summary: 'Sign out',
        description: 'Ends the session of this call. With keys there is none to end.',
        response: { 204: nothing, ...listProblems },
      },
    },
    async ({ caller }, reply) => {
      if (caller.sessionHash) await signOut(database, caller, caller.sessionHash);
      clearCookie(site, reply, 'session');
      return reply.code(204).send(null);
    },
  );

  app.delete(
    '/api/v1/sessions',
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'signOutEverywhere',
        summary: 'Sign out everywhere',
        description: 'Ends all sessions of whoever calls, that of this call too.',
        response: { 200: endedSessions, ...listProblems },
      },
    },
    async ({ caller }, reply) => {
      const ended = await signOutEverywhere(database, caller);
      clearCookie(site, reply, 'session');
      return { ended };
    },
  );

  app.post(
    '/api/v1/session/password',
    {
      schema: {
        tags: ['Sign-in'],
        operationId: 'changePassword',
        summary: 'Change the password',
        description:
          'Of whoever calls and knows the current one. Ends all their other sessions unless told not to, and their access ' +
          'keys if told to.',
        body: passwordBody,
        response: { 204: nothing, ...signInProblems },
      },
    },
    async ({ caller, body: { endSessions = true, endKeys = false, ...passwords } }, reply) => {
      await changePassword(database, caller, { ...passwords, endSessions, endKeys });
      return reply.code(204).send(null);
    },
  );
}

/** What administrators do for others. */
function serveOthers(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.delete(
    '/api/v1/users/:id/sessions',
    {
      onRequest: needsAdministrator('Ending sessions of others'),
      schema: {
        tags: ['Sign-in'],
        operationId: 'endSessions',
        summary: 'End the sessions of a user',
        description: 'All of them, at once. Keys and the password stay as they are. For administrators.',
        params: userParams,
        response: { 200: endedSessions, ...changeProblems },
      },
    },
    async ({ caller, params }) => ({
      ended: await endSessionsOf(database, caller, readUserName(params.id, caller)),
    }),
  );

  app.post(
    '/api/v1/users/:id/sign-in-link',
    {
      onRequest: needsAdministrator('Making a sign-in link'),
      schema: {
        tags: ['Sign-in'],
        operationId: 'createSignInLink',
        summary: 'Make a sign-in link for a user',
        description:
          'By it the user sets a password and signs in: an invitation, or the way back after a lost password. It ' +
          'works once, within 72 hours. For administrators, who say their password once more, and hand it over.',
        params: userParams,
        body: passwordAgainBody,
        response: { 201: signInLink, ...changeProblems },
      },
      ...bodyOptional,
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      await askPassword(database, caller, { password: body.password, what: 'Making a sign-in link' });
      const name = readUserName(params.id, caller);
      const link = await createSignInLink(database, caller, name, await readIdempotencyAt(request));
      return reply.code(201).send(link);
    },
  );
}
