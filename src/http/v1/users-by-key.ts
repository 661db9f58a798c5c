import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { byKeyParams } from '../../contract/v1/external-keys.ts';
import { changedUser, putUserBody } from '../../contract/v1/facts.ts';
import { matchedChangeProblems, showProblems } from '../../contract/v1/problems.ts';
import { shownUser } from '../../contract/v1/users.ts';
import { getByKey } from '../../core/external-keys/get-by-key.ts';
import { putUser } from '../../core/requests/make/put-user.ts';
import { showUser } from '../../core/users/show-user.ts';
import type { Database } from '../../database/database.ts';
import { needsAdministrator } from '../wire/needs-role.ts';
import { tellRepeat } from '../wire/read-idempotency.ts';
import { readIfMatch } from '../wire/read-if-match.ts';
import { readPlanOptions } from './plan-options.ts';
import { refuseEmptyKey } from './refuse-empty-key.ts';
import { tellVersion } from './tell-version.ts';

const path = '/api/v1/users/by-key/:system/:key';

/** Users by the keys that other systems have for them. */
export function serveUsersByKey(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  refuseEmptyKey(scope, 'users');

  app.get(
    path,
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showUserByKey',
        summary: 'Show the user who has a key in another system',
        description: 'What `GET /api/v1/users/{id}` answers of them.',
        params: byKeyParams,
        response: { 200: shownUser, ...showProblems },
      },
    },
    async ({ caller, params }, reply) => {
      const userId = await getByKey(database, caller, { about: 'user', ...params });
      const user = await showUser(database, caller, { name: { userId } });
      tellVersion(reply, user);
      return user;
    },
  );

  app.put(
    path,
    {
      onRequest: needsAdministrator('Making accounts and changing them'),
      schema: {
        tags: ['Baton'],
        operationId: 'putUserByKey',
        summary: 'Make or change the user who has a key in another system',
        description:
          'Nobody has the key: it is a request of kind `account` that brings somebody new with it, as `POST /api/v1/users` ' +
          'does, and the answer is 201. Else it is one of kind `facts`, as of `PATCH /api/v1/users/{id}`, and the answer is ' +
          '200: what is left out stays; where nothing differs no request is made. Of calls that come at once with one new ' +
          'key one makes the user. For administrators.',
        params: byKeyParams,
        body: putUserBody,
        response: { 200: changedUser, 201: changedUser, ...matchedChangeProblems },
      },
    },
    async (request, reply) => {
      const { caller, params: named, body } = request;
      const { reason, ...user } = body;
      const { requester, idempotency } = await readPlanOptions(request, { asked: {}, planOnly: false, body });
      const ifMatch = readIfMatch(request.headers);
      const put = await putUser(database, caller.orgId, {
        ...{ named, user, reason, ifMatch, requester, idempotency },
      });
      tellRepeat(reply, put);
      const shown = await showUser(database, caller, { name: { userId: put.id } });
      tellVersion(reply, shown);
      if (put.isNew) void reply.code(201).header('location', `/api/v1/users/${put.id}`);
      return { ...shown, requestId: put.requestId };
    },
  );
}
