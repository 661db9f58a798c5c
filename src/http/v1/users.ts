import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { defaultLimit } from '../../contract/v1/paging.ts';
import { changeProblems, showProblems } from '../../contract/v1/problems.ts';
import { shownUserQuery, userParts, userWithParts } from '../../contract/v1/user-parts.ts';
import {
  availability,
  headBody,
  reportPage,
  reportsQuery,
  shownUser,
  userPage,
  userParams,
  usersQuery,
} from '../../contract/v1/users.ts';
import { showUserWithParts } from '../../core/holdings/show-user-with-parts.ts';
import { listReports } from '../../core/reporting/list-reports.ts';
import { setHead } from '../../core/reporting/set-head.ts';
import { listUsers } from '../../core/users/list-users.ts';
import { setAvailability } from '../../core/users/set-availability.ts';
import { showUser } from '../../core/users/show-user.ts';
import type { Database } from '../../database/database.ts';
import { needsAdministrator, needsManager } from '../wire/needs-role.ts';
import { readUserName } from './read-id.ts';
import { readParts } from './read-parts.ts';
import { tellVersion } from './tell-version.ts';

export function serveUsers(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  serveUserChanges(app, database);

  app.get(
    '/api/v1/users',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listUsers',
        summary: 'List users',
        description: 'Users in the order of their ids, each with their manager.',
        querystring: usersQuery,
        response: { 200: userPage, ...showProblems },
      },
    },
    async ({ caller, query: { ids, limit = defaultLimit, ...query } }) =>
      listUsers(database, caller, { ...query, userIds: ids?.split(',').map(Number), limit }),
  );

  app.get(
    '/api/v1/users/:id',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showUser',
        summary: 'Show a user',
        description:
          'With `asOf`, names, e-mail, roles, managers and the count of direct reports are of that moment; the account, ' +
          'availability and being a head are those of now. As of a moment before the user was there, facts are the first ' +
          'that are known. Without it, the ETag is for `If-Match` of a change.',
        params: userParams,
        querystring: shownUserQuery,
        response: { 200: userWithParts, ...changeProblems },
      },
    },
    async ({ caller, params, query: { asOf, include } }, reply) => {
      const user = await showUserWithParts(database, caller, {
        name: readUserName(params.id, caller),
        asOf,
        include: readParts(userParts, include),
        limit: defaultLimit,
      });
      tellVersion(reply, user);
      return user;
    },
  );

  app.get(
    '/api/v1/users/:id/reports',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listReports',
        summary: 'List everyone below a user',
        description: 'Direct and indirect reports, the nearest first; `depth` 1 gives the direct ones only.',
        params: userParams,
        querystring: reportsQuery,
        response: { 200: reportPage, ...showProblems },
      },
    },
    async ({ caller, params, query: { limit = defaultLimit, ...query } }) =>
      listReports(database, caller, { ...query, name: readUserName(params.id, caller), limit }),
  );
}

function serveUserChanges(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.put(
    '/api/v1/users/:id/availability',
    {
      onRequest: needsManager('Saying who takes new leads'),
      schema: {
        tags: ['Baton'],
        operationId: 'setAvailability',
        summary: 'Say whether a user takes new leads',
        description: 'A distribution refuses receivers who take none. It moves no lead.',
        params: userParams,
        body: availability,
        response: { 200: shownUser, ...showProblems },
      },
    },
    async ({ caller, params, body: { isAvailable } }) => {
      const name = readUserName(params.id, caller);
      await setAvailability(database, caller, { name, isAvailable });
      return showUser(database, caller, { name });
    },
  );

  app.put(
    '/api/v1/users/:id/head',
    {
      onRequest: needsAdministrator('Saying who is a head'),
      schema: {
        tags: ['Baton'],
        operationId: 'setHead',
        summary: 'Say whether a user reports to nobody on purpose',
        description:
          'The radar tells of everybody else who reports to nobody. There may be several heads; whoever is given a manager ' +
          'is none any more. For administrators.',
        params: userParams,
        body: headBody,
        response: { 200: shownUser, ...changeProblems },
      },
    },
    async ({ caller, params, body: { isHead } }) => {
      const name = readUserName(params.id, caller);
      await setHead(database, caller, { name, isHead });
      return showUser(database, caller, { name });
    },
  );
}
