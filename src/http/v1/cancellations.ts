import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { undoProblems } from '../../contract/v1/problems.ts';
import { requestParams } from '../../contract/v1/requests.ts';
import { shownRequest } from '../../contract/v1/shown-request.ts';
import { cancelRequest } from '../../core/requests/decide/cancel-request.ts';
import { showRequest } from '../../core/requests/read/show-request.ts';
import type { Database } from '../../database/database.ts';
import { readIdempotencyAt, tellRepeat } from '../wire/read-idempotency.ts';
import { needsDecider } from './needs-decider.ts';
import { readIdOf } from './read-id.ts';

export function serveCancellations(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/api/v1/requests/:id/cancel',
    {
      onRequest: needsDecider(database, 'Cancelling'),
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
    async (request, reply) => {
      const { caller, params } = request;
      const accepted = await cancelRequest(database, caller, {
        requestId: readIdOf('request', params.id, caller),
        idempotency: await readIdempotencyAt(request),
      });
      tellRepeat(reply, accepted);
      return showRequest(database, caller, accepted.requestId);
    },
  );
}
