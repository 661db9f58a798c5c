import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { runBody } from '../../contract/v1/decisions.ts';
import { planProblems } from '../../contract/v1/problems.ts';
import { requestParams, shownRequest } from '../../contract/v1/requests.ts';
import { readOptionalMoment } from '../../core/moments/read-moment.ts';
import { runPlan } from '../../core/requests/run-plan.ts';
import { showRequest } from '../../core/requests/show-request.ts';
import type { Database } from '../../database/database.ts';
import { needsDecider } from './needs-decider.ts';
import { readIdOf } from './read-id.ts';
import { takeNoBody } from './take-no-body.ts';

export function serveRuns(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/api/v1/requests/:id/run',
    {
      onRequest: needsDecider(database, 'Running'),
      schema: {
        tags: ['Baton'],
        operationId: 'runRequest',
        summary: 'Run a planned request',
        description:
          'Runs exactly what was planned, at once or at `runAt`. A row that changed since is reported, never taken silently.',
        params: requestParams,
        body: runBody,
        response: { 202: shownRequest, ...planProblems },
      },
      preValidation: takeNoBody,
    },
    async ({ caller, params, body }, reply) => {
      const requestId = readIdOf('request', params.id, caller);
      await runPlan(database, caller, { requestId, runAt: readOptionalMoment(body.runAt, 'runAt') });
      void reply.code(202);
      return showRequest(database, caller, requestId);
    },
  );
}
