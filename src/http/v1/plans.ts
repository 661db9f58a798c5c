import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { planQuery } from '../../contract/v1/plans.ts';
import { undoProblems } from '../../contract/v1/problems.ts';
import { requestParams, shownRequest } from '../../contract/v1/requests.ts';
import { cancelRequest } from '../../core/requests/cancel-request.ts';
import { retryRequest } from '../../core/requests/retry-request.ts';
import { runPlan } from '../../core/requests/run-plan.ts';
import { showRequest } from '../../core/requests/show-request.ts';
import { undoRequest } from '../../core/requests/undo-request.ts';
import type { Database } from '../../database/database.ts';
import { answerAccepted } from './answer-accepted.ts';
import { serveMaking } from './make-request.ts';
import { readPlanOptions } from './plan-options.ts';
import { readId } from './read-id.ts';

interface Databases {
  /** For what answers at once. */
  database: Database;
  /** For plans of many rows. */
  bulk: Database;
}

/** Everything that makes a request, or decides about one. */
export function servePlans(scope: FastifyInstance, { database, bulk }: Databases): void {
  void scope.register((making) => serveMaking(making, { database, bulk }));
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

  app.post(
    '/api/v1/requests/:id/cancel',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'cancelRequest',
        summary: 'Cancel a request',
        description:
          'What is done stays done and is told apart; rows whose turn has not come are not attempted.',
        params: requestParams,
        response: { 200: shownRequest, ...undoProblems },
      },
    },
    async ({ caller, params }) => {
      const requestId = readId(params.id, 'id');
      await cancelRequest(database, caller, requestId);
      return showRequest(database, caller, requestId);
    },
  );

  app.post(
    '/api/v1/requests/:id/retry',
    {
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
      const accepted = await retryRequest(bulk, request.caller.orgId, { requestId, options });
      return answerAccepted(database, request, reply, { accepted, planOnly });
    },
  );

  app.post(
    '/api/v1/requests/:id/undo',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'undoRequest',
        summary: 'Undo a request',
        description:
          'Makes a new request that puts back what this one changed, row by row, only where it still is as ' +
          'this one left it. Later work is never destroyed: such a row is skipped and names the later request. ' +
          'An undo can be undone.',
        params: requestParams,
        querystring: planQuery,
        response: { 201: shownRequest, 202: shownRequest, ...undoProblems },
      },
    },
    async (request, reply) => {
      const planOnly = request.query.plan === true;
      const options = readPlanOptions(request, { asked: {}, planOnly, body: null });
      const requestId = readId(request.params.id, 'id');
      const accepted = await undoRequest(bulk, request.caller.orgId, { requestId, options });
      return answerAccepted(database, request, reply, { accepted, planOnly });
    },
  );
}
