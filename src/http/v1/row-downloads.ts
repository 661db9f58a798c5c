import { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { showProblems } from '../../contract/v1/problems.ts';
import { requestParams } from '../../contract/v1/requests.ts';
import type { RequestRow } from '../../core/requests/request-row.ts';
import { streamRequestRows } from '../../core/requests/stream-request-rows.ts';
import type { Database } from '../../database/database.ts';
import { readIdOf } from './read-id.ts';
import { toCsv, toNdjson } from './row-lines.ts';

interface Form {
  extension: 'csv' | 'ndjson';
  mediaType: string;
  operationId: string;
  summary: string;
  description: string;
  write(pages: AsyncIterable<readonly RequestRow[]>): AsyncGenerator<string, void>;
}

const forms: readonly Form[] = [
  {
    extension: 'csv',
    mediaType: 'text/csv',
    operationId: 'downloadRequestRowsAsCsv',
    summary: 'Download the rows of a request as CSV',
    description:
      'Every row in the order of the input, with the caller’s own key. What a spreadsheet would take for ' +
      "a formula, = + - or @ at the beginning or after a semicolon, gets a ' before it; NDJSON and the pages of `rows` " +
      'give it as it is.',
    write: toCsv,
  },
  {
    extension: 'ndjson',
    mediaType: 'application/x-ndjson',
    operationId: 'downloadRequestRowsAsNdjson',
    summary: 'Download the rows of a request as JSON, one a line',
    description: 'Every row in the order of the input, as in the pages of `rows`: every text as it is.',
    write: toNdjson,
  },
];

const text = Type.Unsafe<Readable>({ type: 'string' });

/** Downloads of all rows, read from the database no faster than the client takes them. */
export function serveRowDownloads(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  for (const { extension, mediaType, write, ...texts } of forms) {
    app.get(
      `/api/v1/requests/:id/rows.${extension}`,
      {
        exposeHeadRoute: false,
        schema: {
          tags: ['Baton'],
          ...texts,
          params: requestParams,
          response: {
            200: { description: 'The rows.', content: { [mediaType]: { schema: text } } },
            ...showProblems,
          },
        },
      },
      async ({ caller, params }, reply) => {
        const requestId = readIdOf('request', params.id);
        const pages = await streamRequestRows(database, caller, requestId);
        void reply
          .type(`${mediaType}; charset=utf-8`)
          .header('content-disposition', `attachment; filename="request-${requestId}-rows.${extension}"`);
        return reply.send(Readable.from(write(pages), { objectMode: false }));
      },
    );
  }
}
