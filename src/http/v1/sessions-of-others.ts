import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { changeProblems } from '../../contract/v1/problems.ts';
import { endedSessions, passwordAgainBody, signInLink } from '../../contract/v1/sessions.ts';
import { userParams } from '../../contract/v1/users.ts';
import { askPassword } from '../../core/sessions/ask-password.ts';
import { createSignInLink } from '../../core/sessions/create-sign-in-link.ts';
import { endSessionsOf } from '../../core/sessions/end-sessions-of.ts';
import type { Database } from '../../database/database.ts';
import { needsAdministrator } from '../wire/needs-role.ts';
import { readIdempotencyAt } from '../wire/read-idempotency.ts';
import { bodyOptional } from './body-optional.ts';
import { readUserName } from './read-id.ts';

/** What administrators do for others. */
export function serveSessionsOfOthers(scope: FastifyInstance, database: Database): void {
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
