import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { auditPage, auditQuery } from '../../contract/v1/audit.ts';
import { defaultLimit } from '../../contract/v1/paging.ts';
import { changeProblems } from '../../contract/v1/problems.ts';
import { listEvents } from '../../core/audit/list-events.ts';
import type { Database } from '../../database/database.ts';

export function serveAudit(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/audit-events',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listAuditEvents',
        summary: 'List the audit trail',
        description:
          'Who made, used or ended keys, links and sessions, who signed in or failed to, who was refused and who changed a ' +
          'setting; the newest first, without secrets. Of what the same caller is refused one entry in ten minutes is kept. ' +
          'For administrators.',
        querystring: auditQuery,
        response: { 200: auditPage, ...changeProblems },
      },
    },
    async ({ caller, query: { limit = defaultLimit, ...ask } }) =>
      listEvents(database, caller, { ...ask, limit }),
  );
}
