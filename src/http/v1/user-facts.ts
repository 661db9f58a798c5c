import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { changedUser, factHistoryPage, newUserBody, userChange } from '../../contract/v1/facts.ts';
import { defaultLimit } from '../../contract/v1/paging.ts';
import { changeProblems, matchedChangeProblems, showProblems } from '../../contract/v1/problems.ts';
import { userHistoryQuery, userParams } from '../../contract/v1/users.ts';
import { showFactHistory } from '../../core/facts/show-fact-history.ts';
import { changeUser } from '../../core/requests/make/change-user.ts';
import { createUser } from '../../core/requests/make/create-user.ts';
import { showUser } from '../../core/users/show-user.ts';
import type { Database } from '../../database/database.ts';
import { needsAdministrator } from '../wire/needs-role.ts';
import { tellRepeat } from '../wire/read-idempotency.ts';
import { readIfMatch } from '../wire/read-if-match.ts';
import { readPlanOptions } from './plan-options.ts';
import { readUserName } from './read-id.ts';
import { tellVersion } from './tell-version.ts';

export function serveUserFacts(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  serveNewUsers(scope, database);

  app.patch(
    '/api/v1/users/:id',
    {
      onRequest: needsAdministrator('Changing what is known of people'),
      schema: {
        tags: ['Baton'],
        operationId: 'changeUser',
        summary: 'Change what is known of a user',
        description:
          'Names, e-mail, roles and manager; what is left out stays. It is a request of kind `facts` that has run when ' +
          'this answers, and can be undone. With `If-Match` and the ETag of `GET /api/v1/users/{id}`, which its body has as ' +
          '`version`, it is refused with 412 where somebody changed the user meanwhile. For administrators. Many users are ' +
          'changed by `POST /api/v1/requests`, with a plan to look at first.',
        params: userParams,
        body: userChange,
        response: { 200: changedUser, ...matchedChangeProblems },
      },
    },
    async (request, reply) => {
      const { caller, params, body } = request;
      const { manager, reason, ...facts } = body;
      const name = readUserName(params.id, caller);
      const { requester, idempotency } = await readPlanOptions(request, {
        asked: {},
        planOnly: false,
        body,
      });
      const ifMatch = readIfMatch(request.headers);
      const changed = await changeUser(database, caller.orgId, {
        ...{ name, facts, manager, reason, ifMatch, requester, idempotency },
      });
      tellRepeat(reply, changed);
      const shown = await showUser(database, caller, { name });
      tellVersion(reply, shown);
      return { ...shown, requestId: changed.requestId };
    },
  );

  app.get(
    '/api/v1/users/:id/facts',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showUserFacts',
        summary: 'Show what became known of a user',
        description:
          'Every change of a name, the e-mail or a role, from what to what, with the request that made it, newest first.',
        params: userParams,
        querystring: userHistoryQuery,
        response: { 200: factHistoryPage, ...showProblems },
      },
    },
    async ({ caller, params, query: { after, limit = defaultLimit } }) =>
      showFactHistory(database, caller, { of: readUserName(params.id, caller), after, limit }),
  );
}

function serveNewUsers(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/api/v1/users',
    {
      onRequest: needsAdministrator('Making accounts'),
      schema: {
        tags: ['Baton'],
        operationId: 'createUser',
        summary: 'Make a user',
        description:
          'Somebody who is new. It is a request of kind `account` that has run when this answers; its undo ends the account. ' +
          'They are let in by a sign-in link or a key. Whoever was here before is brought back instead, by ' +
          '`POST /api/v1/requests`. For administrators.',
        body: newUserBody,
        response: { 201: changedUser, ...changeProblems },
      },
    },
    async (request, reply) => {
      const { caller, body } = request;
      const { reason, ...user } = body;
      const { requester, idempotency } = await readPlanOptions(request, { asked: {}, planOnly: false, body });
      const made = await createUser(database, caller.orgId, { user, reason, requester, idempotency });
      tellRepeat(reply, made);
      const shown = await showUser(database, caller, { name: { userId: made.userId } });
      tellVersion(reply, shown);
      void reply.code(201).header('location', `/api/v1/users/${made.userId}`);
      return { ...shown, requestId: made.requestId };
    },
  );
}
