import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { orgChart, orgChartQuery } from '../../contract/v1/org-chart.ts';
import { showProblems } from '../../contract/v1/problems.ts';
import { showOrgChart } from '../../core/reporting/show-org-chart.ts';
import type { Database } from '../../database/database.ts';
import { readId } from './read-id.ts';

export function serveOrgChart(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/org-chart',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showOrgChart',
        summary: 'Show the org chart',
        description:
          'Every active user, and whoever stood in a reporting line or held a lead, with the size of their team and its books, in one answer. With `asOf`, lines and books are of that moment; names, roles and `isActive` are those of now.',
        querystring: orgChartQuery,
        response: { 200: orgChart, ...showProblems },
      },
    },
    async ({ caller, query: { root, asOf } }) =>
      showOrgChart(database, caller, {
        root: root === undefined ? undefined : readId(root, 'root'),
        asOf,
      }),
  );
}
