import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { retryBody } from '../../contract/v1/decisions.ts';
import { planQuery } from '../../contract/v1/plans.ts';
import { planProblems } from '../../contract/v1/problems.ts';
import { requestParams } from '../../contract/v1/requests.ts';
import { shownRequest } from '../../contract/v1/shown-request.ts';
import { retryRequest } from '../../core/requests/make/retry-request.ts';
import { answerAccepted } from './answer-accepted.ts';
import { bodyOptional } from './body-optional.ts';
import type { PlanParts } from './make-request.ts';
import { needsDecider } from './needs-decider.ts';
import { readPlanOptions } from './plan-options.ts';
import { readIdOf } from './read-id.ts';
import { readReceiver } from './read-reassign-plan.ts';

export function serveRetries(scope: FastifyInstance, { database, bulk, planning }: PlanParts): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/api/v1/requests/:id/retry',
    {
      onRequest: [needsDecider(database, 'Retrying'), planning.onRequest],
      schema: {
        tags: ['Baton'],
        operationId: 'retryRequest',
        summary: 'Retry the rows that failed or were not attempted',
        description:
          'Judges them anew in a linked request. `to` hands them to somebody else than whoever was to receive them. The ' +
          '`runAt` and the reason of the first request are not kept.',
        params: requestParams,
        querystring: planQuery,
        body: retryBody,
        response: { 201: shownRequest, 202: shownRequest, ...planProblems },
      },
      ...bodyOptional,
    },
    async (request, reply) => {
      const { body } = request;
      const planOnly = request.query.plan === true;
      const options = await readPlanOptions(request, { asked: body, planOnly, body });
      const requestId = readIdOf('request', request.params.id, request.caller);
      const ask = { requestId, to: body.to && readReceiver(body.to), options };
      const accepted = await planning.during(request, () => retryRequest(bulk, request.caller.orgId, ask));
      return answerAccepted(database, request, reply, { accepted, planOnly });
    },
  );
}
