import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { undoPlan } from '../../contract/v1/kinds/undo.ts';
import { planQuery } from '../../contract/v1/plans.ts';
import { planProblems } from '../../contract/v1/problems.ts';
import { requestParams } from '../../contract/v1/requests.ts';
import { shownRequest } from '../../contract/v1/shown-request.ts';
import { refuseOutOfScope } from '../../core/access/access-rules.ts';
import { undoRequest } from '../../core/requests/make/undo-request.ts';
import { answerAccepted } from './answer-accepted.ts';
import { bodyOptional } from './body-optional.ts';
import type { PlanParts } from './make-request.ts';
import { needsDecider } from './needs-decider.ts';
import { readPlanOptions } from './plan-options.ts';
import { readIdOf } from './read-id.ts';
import { readUndoRows } from './read-undo-rows.ts';

export function serveUndos(scope: FastifyInstance, { database, bulk, planning }: PlanParts): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/api/v1/requests/:id/undo',
    {
      onRequest: [needsDecider(database, 'Undoing'), planning.onRequest],
      schema: {
        tags: ['Baton'],
        operationId: 'undoRequest',
        summary: 'Undo a request',
        description:
          'Makes a new request that puts back what this one changed, row by row, only where it still is as ' +
          'this one left it. Later work is never destroyed: such a row is skipped and names the later request. A ' +
          'lead of which one role goes back and another is left alone is changed in part: `leftAlone` says what ' +
          'stays, and why. ' +
          'An undo can be undone. Some of the rows can be undone, and the rest later. Of a request one plan of an ' +
          'undo waits at most: asked for again it is foreseen anew, and whatever is asked otherwise replaces it.',
        params: requestParams,
        querystring: planQuery,
        body: undoPlan,
        response: { 201: shownRequest, 202: shownRequest, ...planProblems },
      },
      ...bodyOptional,
    },
    async (request, reply) => {
      const { body } = request;
      const planOnly = request.query.plan === true;
      const options = await readPlanOptions(request, { asked: body, planOnly, body });
      const requestId = readIdOf('request', request.params.id, request.caller);
      if (body.reviveKeys) refuseOutOfScope(request.caller, 'admin');
      const ask = { requestId, rows: readUndoRows(body), revivesKeys: body.reviveKeys, options };
      const accepted = await planning.during(request, () => undoRequest(bulk, request.caller.orgId, ask));
      return answerAccepted(database, request, reply, { accepted, planOnly });
    },
  );
}
