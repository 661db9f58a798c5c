import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type ManagersPlan,
  managersPlan,
  planQuery,
  type ReassignPlan,
  reassignPlan,
} from '../../contract/v1/plans.ts';
import { planProblems, undoProblems } from '../../contract/v1/problems.ts';
import { requestParams, shownRequest } from '../../contract/v1/requests.ts';
import { planReassignment } from '../../core/assignments/plan-reassignment.ts';
import { planManagers } from '../../core/reporting/plan-managers.ts';
import type { Accepted } from '../../core/requests/accept-plan.ts';
import { cancelRequest } from '../../core/requests/cancel-request.ts';
import type { PlanOptions } from '../../core/requests/plan-rules.ts';
import { retryRequest } from '../../core/requests/retry-request.ts';
import { runPlan } from '../../core/requests/run-plan.ts';
import { showRequest } from '../../core/requests/show-request.ts';
import { undoRequest } from '../../core/requests/undo-request.ts';
import type { Database } from '../../database/database.ts';
import { oneOfKind } from './one-of-kind.ts';
import { readPlanOptions } from './plan-options.ts';
import { readId } from './read-id.ts';
import { readReassignPlan } from './read-reassign-plan.ts';

interface Databases {
  /** For what answers at once. */
  database: Database;
  /** For plans of many rows. */
  bulk: Database;
}

const largestBody = 64 * 1_048_576;

const planBody = oneOfKind<ReassignPlan | ManagersPlan>([reassignPlan, managersPlan]);

/** Everything that makes a request, or decides about one. */
export function servePlans(scope: FastifyInstance, { database, bulk }: Databases): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    accepted: Accepted,
    planOnly: boolean,
  ) => {
    if (accepted.isRepeat) void reply.header('idempotent-replayed', 'true');
    void reply.code(planOnly ? 201 : 202).header('location', `/api/v1/requests/${accepted.requestId}`);
    return showRequest(database, request.caller.orgId, accepted.requestId);
  };

  app.post(
    '/api/v1/requests',
    {
      bodyLimit: largestBody,
      schema: {
        tags: ['Baton'],
        operationId: 'createRequest',
        summary: 'Make a request',
        description:
          'Plans a change of any size: freezes its rows with the revision each has, and foresees what will come ' +
          'of them. With `plan=true` it stops there, and running it later runs exactly that plan; without, it is ' +
          'queued at once. Send an `Idempotency-Key` to be safe to repeat the call.',
        querystring: planQuery,
        body: planBody,
        response: { 201: shownRequest, 202: shownRequest, ...planProblems },
      },
    },
    async (request, reply) => {
      const { body, query, caller } = request;
      const planOnly = query.plan === true;
      const options = readPlanOptions(request, { asked: body, planOnly, body });
      return answer(request, reply, await makePlan(bulk, caller.orgId, body, options), planOnly);
    },
  );

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
      await runPlan(database, caller.orgId, requestId);
      void reply.code(202);
      return showRequest(database, caller.orgId, requestId);
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
      await cancelRequest(database, caller.orgId, requestId);
      return showRequest(database, caller.orgId, requestId);
    },
  );

  app.post(
    '/api/v1/requests/:id/retry',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'retryRequest',
        summary: 'Retry the rows that failed or were not attempted',
        description: 'Makes a new request of them, frozen anew and linked to this one.',
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
      return answer(request, reply, accepted, planOnly);
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
      return answer(request, reply, accepted, planOnly);
    },
  );
}

async function makePlan(
  bulk: Database,
  orgId: number,
  body: ReassignPlan | ManagersPlan,
  options: PlanOptions,
): Promise<Accepted> {
  switch (body.kind) {
    case 'reassign':
      return planReassignment(bulk, orgId, { ...readReassignPlan(body), options });
    case 'managers':
      return planManagers(bulk, orgId, { rows: pagesOf(body.rows), options });
  }
}

async function* pagesOf<Row>(rows: Row[]): AsyncGenerator<Row[]> {
  yield rows;
}
