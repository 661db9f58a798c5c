import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { shownBook } from '../../contract/v1/books.ts';
import { showProblems } from '../../contract/v1/problems.ts';
import { userParams, userQuery } from '../../contract/v1/users.ts';
import { showBook } from '../../core/assignments/show-book.ts';
import type { Database } from '../../database/database.ts';
import { readUserName } from './read-id.ts';

export function serveBooks(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/users/:id/book',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showBook',
        summary: 'Show a user’s book',
        description: 'On how many leads the user stands, by agent role and standing.',
        params: userParams,
        querystring: userQuery,
        response: { 200: shownBook, ...showProblems },
      },
    },
    async ({ caller, params, query }) =>
      showBook(database, caller, { name: readUserName(params.id), asOf: query.asOf }),
  );
}
