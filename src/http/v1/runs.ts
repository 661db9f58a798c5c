import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { runBody } from '../../contract/v1/decisions.ts';
import { planProblems } from '../../contract/v1/problems.ts';
import { requestParams } from '../../contract/v1/requests.ts';
import { shownRequest } from '../../contract/v1/shown-request.ts';
import { readOptionalMoment } from '../../core/moments/read-moment.ts';
import { runPlan } from '../../core/requests/decide/run-plan.ts';
import { showRequest } from '../../core/requests/read/show-request.ts';
import type { Database } from '../../database/database.ts';
import { readIdempotencyAt, tellRepeat } from '../wire/read-idempotency.ts';
import { bodyOptional } from './body-optional.ts';
import { needsDecider } from './needs-decider.ts';
import { readIdOf } from './read-id.ts';

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
      ...bodyOptional,
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const accepted = await runPlan(database, caller, {
        requestId: readIdOf('request', params.id, caller),
        runAt: readOptionalMoment(body.runAt, 'runAt'),
        idempotency: await readIdempotencyAt(request, body),
      });
      void reply.code(202);
      tellRepeat(reply, accepted);
      return showRequest(database, caller, accepted.requestId);
    },
  );
}
