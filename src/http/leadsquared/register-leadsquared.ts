import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { acceptedAnswer, errorAnswer, managerRows } from '../../contract/faces/leadsquared.ts';
import { Refusal } from '../../contract/refusal.ts';
import { acceptManagerChange } from '../../core/kinds/managers/accept-manager-change.ts';
import { openCallLimit } from '../../core/organisations/call-limit.ts';
import type { Database } from '../../database/database.ts';
import { type Admission, identifyCallers } from '../wire/identify.ts';
import { needsAdministrator } from '../wire/needs-role.ts';
import { readIdempotency, tellRepeat } from '../wire/read-idempotency.ts';
import type { Site } from '../wire/site.ts';
import { explainInput } from './explain-input.ts';
import { limitCalls } from './limit-calls.ts';
import { serveUsers } from './serve-users.ts';

interface Parts extends Admission {
  database: Database;
  site: Site;
}

/** The LeadSquared face. */
export async function registerLeadsquared(app: FastifyInstance, parts: Parts): Promise<void> {
  identifyCallers(app, parts, parts.site);
  limitCalls(app, openCallLimit(parts.database));
  explainInput(app);
  serveManagers(app, parts.database);
  serveUsers(app, parts.database);
  refuseLeadCalls(app);
}

function serveManagers(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    '/v2/UserManagement.svc/UpdateReportingManagerInBulk',
    {
      onRequest: needsAdministrator('Changing managers'),
      schema: {
        tags: ['LeadSquared'],
        summary: "Update users' managers in bulk",
        body: managerRows,
        response: { 200: acceptedAnswer, '4xx': errorAnswer },
      },
      attachValidation: true,
    },
    async ({ body, headers, routeOptions, caller: { orgId, userId, accessRole, keyMadeBy } }, reply) => {
      const rows = body.map((row) => ({ userGuid: row.UserId, managerGuid: row.ManagerId }));
      const requester = { userId, accessRole, keyMadeBy, origin: 'leadsquared' } as const;
      const idempotency = readIdempotency(headers, [routeOptions.url, body]);
      const call = { rows, requester, idempotency };
      const { requestId, isRepeat } = await acceptManagerChange(database, orgId, call);
      tellRepeat(reply, { isRepeat });
      return { ErrorMessage: null, Status: 'Success' as const, WFAId: String(requestId) };
    },
  );
}

/**
 * Scripts of the vendor's users change a lead's owner here; they are told where Baton does it, whatever they send:
 * the body is not looked at.
 */
function refuseLeadCalls(app: FastifyInstance): void {
  const onRequest = async () => {
    throw new Refusal('path-not-found', {
      message:
        "Baton does not take LeadSquared's lead calls yet. " +
        'Change who stands on a lead by POST /api/v2/pub/application/reassign.',
    });
  };
  app.all('/v2/LeadManagement.svc/*', { schema: { hide: true }, onRequest }, async () => {});
}
