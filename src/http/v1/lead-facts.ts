import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { changedLead, factHistoryPage, leadChange } from '../../contract/v1/facts.ts';
import { leadFactsQuery, leadParams } from '../../contract/v1/leads.ts';
import { defaultLimit } from '../../contract/v1/paging.ts';
import { matchedChangeProblems, showProblems } from '../../contract/v1/problems.ts';
import { showFactHistory } from '../../core/facts/show-fact-history.ts';
import { changeLeadOnce } from '../../core/kinds/facts/change-lead-once.ts';
import type { LeadFactsLane } from '../../core/kinds/facts/lead-facts-lane.ts';
import { listPossibleTwins } from '../../core/leads/possible-twins.ts';
import type { Database } from '../../database/database.ts';
import { needsManager } from '../wire/needs-role.ts';
import { tellRepeat } from '../wire/read-idempotency.ts';
import { readIfMatch } from '../wire/read-if-match.ts';
import { readPlanOptions } from './plan-options.ts';
import { readIdOf } from './read-id.ts';
import { tellVersion } from './tell-version.ts';

export function serveLeadFacts(
  scope: FastifyInstance,
  { database, lane }: { database: Database; lane: LeadFactsLane },
): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.patch(
    '/api/v1/leads/:id',
    {
      onRequest: needsManager('Changing what is known of leads'),
      schema: {
        tags: ['Baton'],
        operationId: 'changeLead',
        summary: 'Change what is known of a lead',
        description:
          'Name, status, source, state and attributes; what is left out stays, and null takes away. It is a request of kind ' +
          '`facts` that has run when this answers, and can be undone. With `If-Match` and the ETag of ' +
          '`GET /api/v1/leads/{id}` it is refused with 412 where the lead changed meanwhile. For administrators, and for ' +
          'managers of leads on which somebody of their team stands. Many leads are changed by `POST /api/v1/requests`.',
        params: leadParams,
        body: leadChange,
        response: { 200: changedLead, ...matchedChangeProblems },
      },
    },
    async (request, reply) => {
      const { caller, params, body, headers } = request;
      const { reason, ...facts } = body;
      const leadId = readIdOf('lead', params.id, caller);
      const { requester, idempotency } = await readPlanOptions(request, { asked: {}, planOnly: false, body });
      const { lead, ...changed } = await changeLeadOnce({ database, lane }, caller.orgId, {
        ...{ leadId, facts, reason, requester, idempotency, ifMatch: readIfMatch(headers) },
      });
      tellRepeat(reply, changed);
      tellVersion(reply, lead);
      const saysContact = Boolean(facts.email || facts.phone);
      return {
        ...lead,
        ...(saysContact ? { possibleTwins: await listPossibleTwins(database, caller, leadId) } : {}),
        requestId: changed.requestId,
      };
    },
  );

  app.get(
    '/api/v1/leads/:id/facts',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showLeadFacts',
        summary: 'Show what became known of a lead',
        description:
          'Every change of a fact, from what to what, with the request that made it, newest first. What the lead came with ' +
          'is the first that is known.',
        params: leadParams,
        querystring: leadFactsQuery,
        response: { 200: factHistoryPage, ...showProblems },
      },
    },
    async ({ caller, params, query: { after, limit = defaultLimit } }) =>
      showFactHistory(database, caller, {
        of: { leadId: readIdOf('lead', params.id, caller) },
        after,
        limit,
      }),
  );
}
