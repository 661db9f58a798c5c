import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { refuseDoubledIn } from '../../contract/rules/doubled-rules.ts';
import { createdKey, type KeyChange, keyChange, keyParams, newKeyBody } from '../../contract/v1/keys.ts';
import { changeProblems } from '../../contract/v1/problems.ts';
import { userParams } from '../../contract/v1/users.ts';
import { changeKey } from '../../core/keys/change-key.ts';
import { createKeyFor } from '../../core/keys/create-key-for.ts';
import { revokeKey } from '../../core/keys/revoke-key.ts';
import { readMoment } from '../../core/moments/read-moment.ts';
import { askPassword } from '../../core/sessions/ask-password.ts';
import type { Database } from '../../database/database.ts';
import { needsAdministrator } from '../wire/needs-role.ts';
import { readIdempotencyAt } from '../wire/read-idempotency.ts';
import { bodyOptional } from './body-optional.ts';
import { serveKeysOfOrg, serveKeysOfUser } from './key-lists.ts';
import { readUserName } from './read-id.ts';

export function serveKeys(scope: FastifyInstance, database: Database): void {
  serveMaking(scope, database);
  serveChange(scope, database);
  serveRevoking(scope, database);
  serveKeysOfOrg(scope, database);
  serveKeysOfUser(scope, database);
}

function serveMaking(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/api/v1/users/:id/keys',
    {
      onRequest: needsAdministrator('Making an access key'),
      schema: {
        tags: ['Baton'],
        operationId: 'createKey',
        summary: 'Make an access key for a user',
        description:
          'What it does is done as that user, within its scopes and until its end. For administrators, who say their password ' +
          'once more; with a key, for no more than that key is for.',
        params: userParams,
        body: newKeyBody,
        response: { 201: createdKey, ...changeProblems },
      },
      ...bodyOptional,
    },
    async (request, reply) => {
      const { caller, params } = request;
      const { password, ...body } = request.body;
      await askPassword(database, caller, { password, what: 'Making an access key' });
      refuseDoubledIn(body.scopes, 'scopes', 'The scope');
      const { userId: _owner, ...made } = await createKeyFor(
        database,
        caller,
        readUserName(params.id, caller),
        readKeyTerms(body),
        await readIdempotencyAt(request, body),
      );
      return reply.code(201).send({ ...made, token: `${made.accessKey}.${made.secretKey}` });
    },
  );
}

function serveChange(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.patch(
    '/api/v1/keys/:accessKey',
    {
      onRequest: needsAdministrator('Changing an access key'),
      schema: {
        tags: ['Baton'],
        operationId: 'changeKey',
        summary: 'Change the name or the end of an access key',
        description:
          'Of one in force: what has ended stays ended. For administrators, who say their password once more where it is to ' +
          'end otherwise.',
        params: keyParams,
        body: keyChange,
        response: { 204: Type.Null({ description: 'Done.' }), ...changeProblems },
      },
    },
    async ({ caller, params, body: { password, ...body } }, reply) => {
      if (password !== undefined || body.expiresAt !== undefined) {
        await askPassword(database, caller, { password, what: 'Changing when an access key ends' });
      }
      await changeKey(database, caller, { accessKey: params.accessKey, ...readKeyTerms(body) });
      return reply.code(204).send(null);
    },
  );
}

function serveRevoking(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.delete(
    '/api/v1/keys/:accessKey',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'revokeKey',
        summary: 'Revoke an access key',
        description: 'It is dead at once. For administrators.',
        params: keyParams,
        response: { 204: Type.Null({ description: 'Done.' }), ...changeProblems },
      },
    },
    async ({ caller, params }, reply) => {
      await revokeKey(database, caller, params.accessKey);
      return reply.code(204).send(null);
    },
  );
}

/** Null is an end, too: never. */
function readKeyTerms<Terms extends Pick<KeyChange, 'expiresAt'>>({ expiresAt, ...terms }: Terms) {
  if (expiresAt === undefined || expiresAt === null) return { ...terms, expiresAt };
  return { ...terms, expiresAt: readMoment(expiresAt, 'expiresAt') };
}
