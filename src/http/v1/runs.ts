import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { undoProblems } from '../../contract/v1/problems.ts';
import { requestParams, shownRequest } from '../../contract/v1/requests.ts';
import { runPlan } from '../../core/requests/run-plan.ts';
import { showRequest } from '../../core/requests/show-request.ts';
import type { Database } from '../../database/database.ts';
import { readId } from './read-id.ts';

export function serveRuns(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/api/v1/requests/:id/run',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'runRequest',
        summary: 'Run a planned request',
        description:
          'Runs exactly what was planned. A row that changed since is reported, never taken silently.',
        params: requestParams,
        response: { 202: shownRequest, ...undoProblems },
      },
    },
    async ({ caller, params }, reply) => {
      const requestId = readId(params.id, 'id');
      await runPlan(database, caller, requestId);
      void reply.code(202);
      return showRequest(database, caller, requestId);
    },
  );
}
