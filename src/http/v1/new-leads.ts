import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { changeProblems } from '../../contract/v1/problems.ts';
import { madeLead, newLeadBody } from '../../contract/v1/records.ts';
import { createLeadOnce } from '../../core/kinds/record/create-lead-once.ts';
import type { NewLeadsLane } from '../../core/kinds/record/new-leads-lane.ts';
import type { Database } from '../../database/database.ts';
import { needsManager } from '../wire/needs-role.ts';
import { tellRepeat } from '../wire/read-idempotency.ts';
import { readPlanOptions } from './plan-options.ts';
import { tellVersion } from './tell-version.ts';

export function serveNewLeads(
  scope: FastifyInstance,
  { database, lane }: { database: Database; lane: NewLeadsLane },
): void {
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
      const made = await createLeadOnce({ database, lane }, caller.orgId, {
        ...{ lead, reason, requester, idempotency },
      });
      tellRepeat(reply, made);
      tellVersion(reply, made.lead);
      void reply.code(201).header('location', `/api/v1/leads/${made.lead.leadId}`);
      return { ...made.lead, requestId: made.requestId };
    },
  );
}
