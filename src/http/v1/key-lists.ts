import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { keyPage, orgKeyPage } from '../../contract/v1/keys.ts';
import { defaultLimit, pageQuery } from '../../contract/v1/paging.ts';
import { changeProblems } from '../../contract/v1/problems.ts';
import { userParams } from '../../contract/v1/users.ts';
import { listKeysOfOrg, listKeysOfUser } from '../../core/keys/list-key-pages.ts';
import type { Database } from '../../database/database.ts';
import { readUserName } from './read-id.ts';

export function serveKeysOfOrg(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/keys',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listOrgKeys',
        summary: 'List the organisation’s access keys',
        description: 'The newest first, with whose they are, without secrets. For administrators.',
        querystring: Type.Object(pageQuery),
        response: { 200: orgKeyPage, ...changeProblems },
      },
    },
    async ({ caller, query: { after, limit = defaultLimit } }) =>
      listKeysOfOrg(database, caller, { after, limit }),
  );
}

export function serveKeysOfUser(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/users/:id/keys',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listKeys',
        summary: 'List a user’s access keys',
        description: 'The newest first, without secrets. For administrators.',
        params: userParams,
        querystring: Type.Object(pageQuery),
        response: { 200: keyPage, ...changeProblems },
      },
    },
    async ({ caller, params, query: { after, limit = defaultLimit } }) =>
      listKeysOfUser(database, caller, { name: readUserName(params.id, caller), after, limit }),
  );
}
