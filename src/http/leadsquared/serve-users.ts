import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { TSchema } from 'typebox';
import {
  belowQuery,
  byEmailQuery,
  byUserIdQuery,
  callingUser,
  errorAnswer,
  guidList,
  userFound,
  userList,
} from '../../contract/faces/leadsquared.ts';
import { Refusal } from '../../contract/refusal.ts';
import { findUserWithManager } from '../../core/reporting/find-user-with-manager.ts';
import { listEveryoneBelow } from '../../core/reporting/list-everyone-below.ts';
import type { Caller } from '../../core/sessions/authenticate.ts';
import { listAllUsers } from '../../core/users/list-all-users.ts';
import type { Database } from '../../database/database.ts';
import { toCallingUser, toFoundUser, toListedUser } from './to-leadsquared.ts';

/** The reads of people and of who is below whom that existing clients use. */
export function serveUsers(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  const found = async (caller: Caller, named: Parameters<typeof findUserWithManager>[2]) => {
    const user = await findUserWithManager(database, caller, named);
    return user ? [toFoundUser(caller.orgId, user)] : [];
  };

  app.get(
    '/v2/UserManagement.svc/Users.Get',
    { schema: { ...describe('List users'), response: answers(userList) } },
    async ({ caller }) => (await listAllUsers(database, caller, { includeInactive: true })).map(toListedUser),
  );

  app.get(
    '/v2/UserManagement.svc/User/Retrieve/ByUserId',
    {
      schema: {
        ...describe('Find a user by GUID'),
        querystring: byUserIdQuery,
        response: answers(userFound),
      },
      attachValidation: true,
    },
    async ({ caller, query }) => found(caller, { guid: query.userId }),
  );

  app.get(
    '/v2/UserManagement.svc/User/Retrieve/ByEmailAddress',
    {
      schema: {
        ...describe('Find a user by e-mail'),
        querystring: byEmailQuery,
        response: answers(userFound),
      },
      attachValidation: true,
    },
    async ({ caller, query }) => found(caller, { email: query.emailAddress }),
  );

  app.get(
    '/v2/UserManagement.svc/ReportingHierarchy/RetrieveAllReportingUsers',
    {
      schema: {
        ...describe('List everyone below a user, or below the caller, the nearest first'),
        querystring: belowQuery,
        response: answers(guidList),
      },
      attachValidation: true,
    },
    async ({ caller, query }) =>
      listEveryoneBelow(
        database,
        caller,
        query.userId === undefined ? { userId: caller.userId } : { guid: query.userId },
      ),
  );

  app.get(
    '/v2/Authentication.svc/UserByAccessKey.Get',
    { schema: { ...describe('Tell whose access key this is'), response: answers(callingUser) } },
    async ({ caller, host }) => {
      const user = await findUserWithManager(database, caller, { userId: caller.userId });
      if (!user) throw new Refusal('credentials-invalid');
      return toCallingUser(caller.orgId, user, host);
    },
  );
}

function describe(summary: string) {
  return { tags: ['LeadSquared'], summary };
}

function answers<Answer extends TSchema>(answer: Answer) {
  return { 200: answer, '4xx': errorAnswer };
}
