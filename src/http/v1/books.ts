import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { bookPage, booksQuery, shownBook } from '../../contract/v1/books.ts';
import { defaultLimit } from '../../contract/v1/paging.ts';
import { showProblems } from '../../contract/v1/problems.ts';
import { userParams, userQuery } from '../../contract/v1/users.ts';
import { showBook } from '../../core/holdings/show-book.ts';
import { listBooks } from '../../core/radar/list-books.ts';
import type { Database } from '../../database/database.ts';
import { readUserName } from './read-id.ts';

export function serveBooks(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/books',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listBooks',
        summary: 'List books by size',
        description:
          'Of every active user, and of whoever else is primary on a lead, with how the leads are spread over them.',
        querystring: booksQuery,
        response: { 200: bookPage, ...showProblems },
      },
    },
    async ({ caller, query: { sort = '-size', limit = defaultLimit, ...query } }) =>
      listBooks(database, caller, { ...query, sort, limit }),
  );

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
      showBook(database, caller, { name: readUserName(params.id, caller), asOf: query.asOf }),
  );
}
