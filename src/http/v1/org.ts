import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { orgChange, shownOrg } from '../../contract/v1/org.ts';
import { changeProblems, listProblems } from '../../contract/v1/problems.ts';
import { changeOrganisation } from '../../core/organisations/change-organisation.ts';
import { showOrganisation } from '../../core/organisations/show-organisation.ts';
import type { Database } from '../../database/database.ts';
import { needsAdministrator } from '../wire/needs-role.ts';

export function serveOrg(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/org',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'showOrg',
        summary: 'Show the organisation',
        response: { 200: shownOrg, ...listProblems },
      },
    },
    async ({ caller }) => showOrganisation(database, caller.orgId),
  );

  app.patch(
    '/api/v1/org',
    {
      onRequest: needsAdministrator('Changing the organisation'),
      schema: {
        tags: ['Baton'],
        operationId: 'changeOrg',
        summary: 'Change the organisation',
        description: 'What is not named stays. For administrators.',
        body: orgChange,
        response: { 200: shownOrg, ...changeProblems },
      },
    },
    async ({ caller, body }) => changeOrganisation(database, caller, body),
  );
}
