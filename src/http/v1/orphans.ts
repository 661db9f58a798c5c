import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { orphanPage, orphansQuery, radar } from '../../contract/v1/orphans.ts';
import { defaultLimit } from '../../contract/v1/paging.ts';
import { listProblems } from '../../contract/v1/problems.ts';
import { listOrphans } from '../../core/radar/list-orphans.ts';
import { showRadar } from '../../core/radar/show-radar.ts';
import type { Database } from '../../database/database.ts';

export function serveOrphans(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/orphans',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listOrphans',
        summary: 'List orphans',
        description:
          'What points at nobody who could answer for it, kind after kind in the order of `kind`’s values. Nothing is listed: all is well.',
        querystring: orphansQuery,
        response: { 200: orphanPage, ...listProblems },
      },
    },
    async ({ caller, query: { limit = defaultLimit, ...query } }) =>
      listOrphans(database, caller, { ...query, limit }),
  );

  app.get(
    '/api/v1/radar',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showRadar',
        summary: 'Show the orphans by what is mended together',
        description: 'How many there are of each kind, in groups, with a few of each group.',
        response: { 200: radar, ...listProblems },
      },
    },
    async ({ caller }) => showRadar(database, caller),
  );
}
