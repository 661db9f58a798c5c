import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { listProblems, signInProblems } from '../../contract/v1/problems.ts';
import { endedSessions, passwordBody, shownSession } from '../../contract/v1/sessions.ts';
import { changePassword } from '../../core/sessions/change-password.ts';
import { showSession } from '../../core/sessions/show-session.ts';
import { signOut } from '../../core/sessions/sign-out.ts';
import { signOutEverywhere } from '../../core/sessions/sign-out-everywhere.ts';
import type { Database } from '../../database/database.ts';
import { clearCookie } from '../wire/sign-in-cookies.ts';
import type { Site } from '../wire/site.ts';
import { version } from '../wire/version.ts';
import { serveSessionsOfOthers } from './sessions-of-others.ts';

const nothing = Type.Null({ description: 'Done.' });

export function serveSession(scope: FastifyInstance, database: Database, site: Site): void {
  serveSessionsOfOthers(scope, database);
  serveShowing(scope, database);
  serveSigningOut(scope, database, site);
  serveSigningOutEverywhere(scope, database, site);
  servePassword(scope, database);
}

function serveShowing(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

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
}

function serveSigningOut(scope: FastifyInstance, database: Database, site: Site): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

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
}

function serveSigningOutEverywhere(scope: FastifyInstance, database: Database, site: Site): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

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
}

function servePassword(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

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
