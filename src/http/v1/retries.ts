import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { planQuery } from '../../contract/v1/plans.ts';
import { undoProblems } from '../../contract/v1/problems.ts';
import { requestParams, shownRequest } from '../../contract/v1/requests.ts';
import { retryRequest } from '../../core/requests/retry-request.ts';
import { answerAccepted } from './answer-accepted.ts';
import type { PlanParts } from './make-request.ts';
import { readPlanOptions } from './plan-options.ts';
import { readId } from './read-id.ts';

export function serveRetries(scope: FastifyInstance, { database, bulk, planning }: PlanParts): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/api/v1/requests/:id/retry',
    {
      onRequest: planning.onRequest,
      schema: {
        tags: ['Baton'],
        operationId: 'retryRequest',
        summary: 'Retry the rows that failed or were not attempted',
        description: 'Judges them anew in a linked request that runs now: `runAt` is not kept.',
        params: requestParams,
        querystring: planQuery,
        response: { 201: shownRequest, 202: shownRequest, ...undoProblems },
      },
    },
    async (request, reply) => {
      const planOnly = request.query.plan === true;
      const options = readPlanOptions(request, { asked: {}, planOnly, body: null });
      const requestId = readId(request.params.id, 'id');
      const accepted = await planning.during(request, () =>
        retryRequest(bulk, request.caller.orgId, { requestId, options }),
      );
      return answerAccepted(database, request, reply, { accepted, planOnly });
    },
  );
}
