import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { leadChains } from '../../contract/v1/chains.ts';
import { leadParams, leadQuery } from '../../contract/v1/leads.ts';
import { showProblems } from '../../contract/v1/problems.ts';
import { showChain } from '../../core/leads/show-chain.ts';
import type { Database } from '../../database/database.ts';
import { readIdOf } from './read-id.ts';

export function serveChains(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/leads/:id/chain',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showChain',
        summary: 'Show who answers for a lead',
        description:
          'The primary of each agent role on the lead, and the managers above each, the nearest first. Names are those of now.',
        params: leadParams,
        querystring: leadQuery,
        response: { 200: leadChains, ...showProblems },
      },
    },
    async ({ caller, params, query }) =>
      showChain(database, caller, { leadId: readIdOf('lead', params.id, caller), asOf: query.asOf }),
  );
}
