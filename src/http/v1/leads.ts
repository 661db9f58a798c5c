import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  leadHistoryPage,
  leadHistoryQuery,
  leadPage,
  leadParams,
  leadQuery,
  leadsQuery,
  shownLead,
} from '../../contract/v1/leads.ts';
import { defaultLimit } from '../../contract/v1/paging.ts';
import { namingListProblems, showProblems } from '../../contract/v1/problems.ts';
import { showWholeHistory } from '../../core/facts/show-whole-history.ts';
import { listLeads } from '../../core/leads/list-leads.ts';
import { showLead } from '../../core/leads/show-lead.ts';
import { showLeadHistory } from '../../core/leads/show-lead-history.ts';
import type { Database } from '../../database/database.ts';
import { readIdOf } from './read-id.ts';
import { readLeadsQuery } from './read-leads-query.ts';
import { tellVersion } from './tell-version.ts';

export function serveLeads(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/leads',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listLeads',
        summary: 'List leads',
        description:
          'The leads that match, with who stands on each. The filters are those of a request’s `selection`, and a ' +
          'request with the same `selection` plans exactly these leads. With `asOf`, who stood on them at that moment; ' +
          'whoever asks sees the leads on which somebody in their sight stands now.',
        querystring: leadsQuery,
        response: { 200: leadPage, ...namingListProblems },
      },
    },
    async ({ caller, query }) => listLeads(database, caller, readLeadsQuery(query)),
  );

  app.get(
    '/api/v1/leads/:id',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showLead',
        summary: 'Show a lead and who stands on it',
        description:
          'With `asOf`, who stood on it at that moment, and what was known of it then; as of a moment before the lead came to ' +
          'Baton, nobody, and the first that is known. Without it, the ETag is for `If-Match` of a change.',
        params: leadParams,
        querystring: leadQuery,
        response: { 200: shownLead, ...showProblems },
      },
    },
    async ({ caller, params, query }, reply) => {
      const lead = await showLead(database, caller, {
        leadId: readIdOf('lead', params.id, caller),
        asOf: query.asOf,
      });
      tellVersion(reply, lead);
      return lead;
    },
  );

  app.get(
    '/api/v1/leads/:id/history',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showLeadHistory',
        summary: 'Show who ever stood on a lead',
        description:
          'Every assignment there ever was, with the requests that began and ended it, newest first; with `include=facts` what ' +
          'became known of the lead on the same line of time.',
        params: leadParams,
        querystring: leadHistoryQuery,
        response: { 200: leadHistoryPage, ...showProblems },
      },
    },
    async ({ caller, params, query: { include, after, limit = defaultLimit } }) => {
      const show = include === 'facts' ? showWholeHistory : showLeadHistory;
      return show(database, caller, { leadId: readIdOf('lead', params.id, caller), after, limit });
    },
  );
}
