import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { defaultLimit } from '../../contract/v1/paging.ts';
import { showProblems } from '../../contract/v1/problems.ts';
import { requestParts, requestWithParts, shownRequestQuery } from '../../contract/v1/request-parts.ts';
import { requestRowPage, requestRowsQuery } from '../../contract/v1/request-rows.ts';
import { requestPage, requestParams, requestsQuery } from '../../contract/v1/requests.ts';
import { listRequestRows } from '../../core/requests/read/list-request-rows.ts';
import { listRequests } from '../../core/requests/read/list-requests.ts';
import { showRequest } from '../../core/requests/read/show-request.ts';
import { showRequestWithPeople } from '../../core/requests/read/show-request-with-people.ts';
import type { Database } from '../../database/database.ts';
import { readId, readIdOf } from './read-id.ts';
import { readParts } from './read-parts.ts';

export function serveRequests(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/requests',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listRequests',
        summary: 'List requests',
        description: 'Every change of ownership or reporting that was ever asked for, the newest first.',
        querystring: requestsQuery,
        response: { 200: requestPage, ...showProblems },
      },
    },
    async ({ caller, query: { by, limit = defaultLimit, ...query } }) =>
      listRequests(database, caller, {
        ...query,
        by: by === undefined ? undefined : readId(by, 'by'),
        limit,
      }),
  );

  app.get(
    '/api/v1/requests/:id',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showRequest',
        summary: 'Show a request',
        description: 'Where a request stands: its state and how many rows met which outcome so far.',
        params: requestParams,
        querystring: shownRequestQuery,
        response: { 200: requestWithParts, ...showProblems },
      },
    },
    async ({ caller, params, query: { include } }) => {
      const show = readParts(requestParts, include).has('people') ? showRequestWithPeople : showRequest;
      return show(database, caller, readIdOf('request', params.id, caller));
    },
  );

  app.get(
    '/api/v1/requests/:id/rows',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listRequestRows',
        summary: 'List the rows of a request',
        description:
          'What became of each row, in the order of the input, and why where it did not go as asked. ' +
          'With `outcome`, only the rows that met it.',
        params: requestParams,
        querystring: requestRowsQuery,
        response: { 200: requestRowPage, ...showProblems },
      },
    },
    async ({ caller, params, query: { limit = defaultLimit, ...query } }) =>
      listRequestRows(database, caller, {
        ...query,
        requestId: readIdOf('request', params.id, caller),
        limit,
      }),
  );
}
