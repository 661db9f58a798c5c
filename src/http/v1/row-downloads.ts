import { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { showProblems } from '../../contract/v1/problems.ts';
import { requestParams } from '../../contract/v1/requests.ts';
import { streamRequestRows } from '../../core/requests/read/stream-request-rows.ts';
import type { Database } from '../../database/database.ts';
import { writeNdjson } from './csv/csv-form.ts';
import { readIdOf } from './read-id.ts';

const text = Type.Unsafe<Readable>({ type: 'string' });

/** All rows as JSON, read from the database no faster than the client takes them. */
export function serveRowDownloads(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/requests/:id/rows.ndjson',
    {
      exposeHeadRoute: false,
      schema: {
        tags: ['Baton'],
        operationId: 'downloadRequestRowsAsNdjson',
        summary: 'Download the rows of a request as JSON, one a line',
        description: 'Every row in the order of the input, as in the pages of `rows`: every text as it is.',
        params: requestParams,
        response: {
          200: { description: 'The rows.', content: { 'application/x-ndjson': { schema: text } } },
          ...showProblems,
        },
      },
    },
    async ({ caller, params }, reply) => {
      const requestId = readIdOf('request', params.id, caller);
      const pages = await streamRequestRows(database, caller, requestId);
      void reply
        .type('application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="request-${requestId}-rows.ndjson"`);
      return reply.send(Readable.from(writeNdjson(pages), { objectMode: false }));
    },
  );
}
