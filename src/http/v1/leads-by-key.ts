import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { byKeyParams } from '../../contract/v1/external-keys.ts';
import { shownLead } from '../../contract/v1/leads.ts';
import { matchedChangeProblems, showProblems } from '../../contract/v1/problems.ts';
import { madeLead, putLeadBody } from '../../contract/v1/records.ts';
import { getByKey } from '../../core/external-keys/get-by-key.ts';
import type { LeadFactsLane } from '../../core/kinds/facts/lead-facts-lane.ts';
import type { NewLeadsLane } from '../../core/kinds/record/new-leads-lane.ts';
import { showLead } from '../../core/leads/show-lead.ts';
import { putLead } from '../../core/requests/make/put-lead.ts';
import type { Database } from '../../database/database.ts';
import { needsManager } from '../wire/needs-role.ts';
import { tellRepeat } from '../wire/read-idempotency.ts';
import { readIfMatch } from '../wire/read-if-match.ts';
import { readPlanOptions } from './plan-options.ts';
import { refuseEmptyKey } from './refuse-empty-key.ts';
import { tellVersion } from './tell-version.ts';

const path = '/api/v1/leads/by-key/:system/:key';

interface Parts {
  database: Database;
  newLeads: NewLeadsLane;
  leadFacts: LeadFactsLane;
}

/** Leads by the keys that other systems have for them. */
export function serveLeadsByKey(scope: FastifyInstance, parts: Parts): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  const { database } = parts;

  refuseEmptyKey(scope, 'leads');

  app.get(
    path,
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showLeadByKey',
        summary: 'Show the lead that has a key in another system',
        description: 'What `GET /api/v1/leads/{id}` answers of it.',
        params: byKeyParams,
        response: { 200: shownLead, ...showProblems },
      },
    },
    async ({ caller, params }, reply) => {
      const leadId = await getByKey(database, caller, { about: 'lead', ...params });
      const lead = await showLead(database, caller, { leadId });
      tellVersion(reply, lead);
      return lead;
    },
  );

  app.put(
    path,
    {
      onRequest: needsManager('Making leads and changing them'),
      schema: {
        tags: ['Baton'],
        operationId: 'putLeadByKey',
        summary: 'Make or change the lead that has a key in another system',
        description:
          'No lead has the key: it is a request of kind `record` that makes one with it, as `POST /api/v1/leads` does, and the ' +
          'answer is 201. Else it is one of kind `facts`, as of `PATCH /api/v1/leads/{id}`, and the answer is 200: what is ' +
          'left out stays, null takes away, and where nothing differs no request is made. Of calls that come at once with ' +
          'one new key one makes the lead. For administrators, and for managers as of those two calls.',
        params: byKeyParams,
        body: putLeadBody,
        response: { 200: madeLead, 201: madeLead, ...matchedChangeProblems },
      },
    },
    async (request, reply) => {
      const { caller, params: named, body, headers } = request;
      const { reason, ...lead } = body;
      const { requester, idempotency } = await readPlanOptions(request, { asked: {}, planOnly: false, body });
      const put = await putLead(parts, caller.orgId, {
        ...{ named, lead, reason, ifMatch: readIfMatch(headers), requester, idempotency },
      });
      tellRepeat(reply, put);
      const shown = await showLead(database, caller, { leadId: put.id });
      tellVersion(reply, shown);
      if (put.isNew) void reply.code(201).header('location', `/api/v1/leads/${put.id}`);
      return { ...shown, requestId: put.requestId };
    },
  );
}
