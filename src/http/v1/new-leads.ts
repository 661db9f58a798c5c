import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { changeProblems } from '../../contract/v1/problems.ts';
import { madeLead, newLeadBody } from '../../contract/v1/records.ts';
import { showLead } from '../../core/leads/show-lead.ts';
import { createLead } from '../../core/requests/make/create-lead.ts';
import { findSubjectOf } from '../../core/requests/read/find-subject-of.ts';
import type { Database } from '../../database/database.ts';
import { needsManager } from '../wire/needs-role.ts';
import { tellRepeat } from '../wire/read-idempotency.ts';
import { readPlanOptions } from './plan-options.ts';
import { tellVersion } from './tell-version.ts';

export function serveNewLeads(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.post(
    '/api/v1/leads',
    {
      onRequest: needsManager('Making leads'),
      schema: {
        tags: ['Baton'],
        operationId: 'createLead',
        summary: 'Make a lead',
        description:
          'A lead that is new, with who stands on it from the start. It is a request of kind `record` that has run when this ' +
          'answers; its undo archives the lead, unless somebody worked on it since. For administrators, and for managers ' +
          'where its `primary` is in their team. Many leads are made by `POST /api/v1/requests`.',
        body: newLeadBody,
        response: { 201: madeLead, ...changeProblems },
      },
    },
    async (request, reply) => {
      const { caller, body } = request;
      const { reason, ...lead } = body;
      const { requester, idempotency } = await readPlanOptions(request, { asked: {}, planOnly: false, body });
      const made = await createLead(database, caller.orgId, { lead, reason, requester, idempotency });
      tellRepeat(reply, made);
      const leadId = await findSubjectOf(database, caller.orgId, made.requestId);
      const shown = await showLead(database, caller, { leadId });
      tellVersion(reply, shown);
      void reply.code(201).header('location', `/api/v1/leads/${leadId}`);
      return { ...shown, requestId: made.requestId };
    },
  );
}
