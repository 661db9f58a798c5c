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
} from '../../contract/leadsquared.ts';
import { Refusal } from '../../contract/refusal.ts';
import { findUserWithManager } from '../../core/reporting/find-user-with-manager.ts';
import { listEveryoneBelow } from '../../core/reporting/list-everyone-below.ts';
import { listAllUsers } from '../../core/users/list-all-users.ts';
import type { Database } from '../../database/database.ts';
import { toCallingUser, toFoundUser, toListedUser } from './to-leadsquared.ts';

/** The reads of people and of who is below whom that existing clients use. */
export function serveUsers(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  const found = async (orgId: number, named: Parameters<typeof findUserWithManager>[2]) => {
    const user = await findUserWithManager(database, orgId, named);
    return user ? [toFoundUser(orgId, user)] : [];
  };

  app.get(
    '/v2/UserManagement.svc/Users.Get',
    { schema: { ...describe('List users'), response: answers(userList) } },
    async ({ caller }) =>
      (await listAllUsers(database, caller.orgId, { includeInactive: true })).map(toListedUser),
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
    async ({ caller, query }) => found(caller.orgId, { guid: query.userId }),
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
    async ({ caller, query }) => found(caller.orgId, { email: query.emailAddress }),
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
    async ({ caller: { orgId, userId }, query }) =>
      listEveryoneBelow(database, orgId, query.userId === undefined ? { userId } : { guid: query.userId }),
  );

  app.get(
    '/v2/Authentication.svc/UserByAccessKey.Get',
    { schema: { ...describe('Tell whose access key this is'), response: answers(callingUser) } },
    async ({ caller: { orgId, userId }, host }) => {
      const user = await findUserWithManager(database, orgId, { userId });
      if (!user) throw new Refusal('credentials-invalid');
      return toCallingUser(orgId, user, host);
    },
  );
}

function describe(summary: string) {
  return { tags: ['LeadSquared'], summary };
}

function answers<Answer extends TSchema>(answer: Answer) {
  return { 200: answer, '4xx': errorAnswer };
}
