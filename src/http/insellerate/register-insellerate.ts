import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  agent,
  assignQuery,
  listUsersQuery,
  orgQuery,
  reassignAnswer,
  reassignBody,
  userList,
} from '../../contract/faces/insellerate.ts';
import { orRefusal, Refusal } from '../../contract/refusal.ts';
import type { ReassignmentAsk } from '../../core/kinds/reassign/reassign-leads.ts';
import { reassignOnce } from '../../core/kinds/reassign/reassign-once.ts';
import type { ReassignmentLane } from '../../core/kinds/reassign/reassignment-lane.ts';
import { type ListedUser, listAllUsers } from '../../core/users/list-all-users.ts';
import type { Database } from '../../database/database.ts';
import { type Admission, identifyCallers } from '../wire/identify.ts';
import { needsManager } from '../wire/needs-role.ts';
import { readIdempotency, tellRepeat } from '../wire/read-idempotency.ts';
import type { Site } from '../wire/site.ts';
import { fail, succeed } from './envelope.ts';
import { readAgent, readLeadId } from './read-agent.ts';

interface Parts extends Admission {
  database: Database;
  site: Site;
  reassignments: ReassignmentLane;
}

/** The Insellerate face: reassign an application, the older AssignUser, and the list of users. */
export async function registerInsellerate(scope: FastifyInstance, parts: Parts): Promise<void> {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  identifyCallers(app, parts, parts.site);

  app.post(
    '/api/v2/pub/application/reassign',
    {
      onRequest: needsManager('Reassigning leads'),
      schema: {
        tags: ['Insellerate'],
        summary: 'Reassign an application',
        querystring: orgQuery,
        body: reassignBody,
        response: { 200: reassignAnswer },
      },
      preValidation: requireOrg,
    },
    async (request, reply) => {
      const { body, caller } = request;
      return reassign(parts, request, reply, () => ({
        leadId: readLeadId(body.ApplicationId, caller),
        primary: readAgent(body.PrimaryAgent, 'PrimaryAgent', caller),
        listed: (body.Assignments ?? []).map((each, place) =>
          readAgent(each, `Assignments[${place}]`, caller),
        ),
        others: body.UnassignAllOtherUsers ? 'same-role' : 'keep',
      }));
    },
  );

  app.post(
    '/api/integration/AssignUser',
    {
      onRequest: needsManager('Reassigning leads'),
      schema: {
        tags: ['Insellerate'],
        summary: 'Make a user the primary agent of an application (the older call)',
        querystring: assignQuery,
        body: agent,
        response: { 200: reassignAnswer },
      },
      preValidation: refuseOtherOrg,
    },
    async (request, reply) =>
      reassign(parts, request, reply, () => ({
        leadId: readLeadId(request.query.applicationId, request.caller),
        primary: readAgent(request.body, 'UserId', request.caller),
        listed: [],
        others: 'keep',
      })),
  );

  app.get(
    '/api/integration/GetUsers',
    {
      schema: {
        tags: ['Insellerate'],
        summary: 'List users and their agent roles',
        querystring: listUsersQuery,
        response: { 200: userList },
      },
      preValidation: requireOrg,
    },
    async ({ query, caller }) => {
      const includeInactive = query.includeInactive === 'true';
      const users = await listAllUsers(parts.database, caller, { includeInactive });
      return succeed(users.map(toInsellerateUser), 'Users retrieved successfully');
    },
  );
}

async function requireOrg(request: FastifyRequest): Promise<void> {
  if (readOrgId(request.query) === undefined) {
    throw new Refusal('invalid-input', {
      field: 'orgId',
      message: 'The query needs orgId, the number of your organisation.',
    });
  }
  await refuseOtherOrg(request);
}

/** An org that is not the key's own is answered as one that does not exist. */
async function refuseOtherOrg(request: FastifyRequest): Promise<void> {
  const orgId = readOrgId(request.query);
  if (orgId !== undefined && Number(orgId) !== request.caller.orgId) throw new Refusal('credentials-invalid');
}

function readOrgId(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'orgId' in query ? query.orgId : undefined;
}

type Ask = Omit<ReassignmentAsk, 'requester' | 'idempotency'>;

/**
 * A call that comes again is known by its lead, too, which AssignUser has in the query. An id that is too large to be one
 * is answered as one that names nobody; nothing is kept of it.
 */
async function reassign(
  { database, reassignments: lane }: Parts,
  { caller: { orgId, userId, accessRole, keyMadeBy }, headers, body, routeOptions }: FastifyRequest,
  reply: FastifyReply,
  readAsk: () => Ask,
) {
  const ask = orRefusal(readAsk);
  if (ask instanceof Refusal) {
    if (ask.status !== 404) throw ask;
    return fail(ask, null);
  }
  const answer = await reassignOnce({ database, lane }, orgId, {
    ...ask,
    requester: { userId, accessRole, keyMadeBy, origin: 'insellerate' },
    idempotency: readIdempotency(headers, [routeOptions.url, ask.leadId, body]),
  });
  tellRepeat(reply, answer);
  const data = { ApplicationId: ask.leadId, RequestId: String(answer.requestId) };
  return answer.outcome === 'failed'
    ? fail(inWordsOfTheFace(answer.refusal), data)
    : succeed(data, 'Application updated successfully');
}

/** Core names the members of an ask in Baton's words; the caller wrote the vendor's. */
function inWordsOfTheFace(refusal: Refusal): Refusal {
  const field = refusal.field
    ?.replace(/^leadId$/, 'ApplicationId')
    .replace(/^primary$/, 'PrimaryAgent')
    .replace(/^listed/, 'Assignments');
  return new Refusal(refusal.code, { message: refusal.message, ...(field ? { field } : {}) });
}

function toInsellerateUser(user: ListedUser) {
  return {
    UserId: user.userId,
    FirstName: user.firstName,
    LastName: user.lastName,
    Email: user.email,
    Role: user.agentRole,
    IsActive: user.isActive,
    ReportToUserId: user.managerId,
  };
}
