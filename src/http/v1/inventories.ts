import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { inventory } from '../../contract/v1/offboarding.ts';
import { showProblems } from '../../contract/v1/problems.ts';
import { userParams } from '../../contract/v1/users.ts';
import { takeInventory } from '../../core/holdings/take-inventory.ts';
import type { Database } from '../../database/database.ts';
import { readUserName } from './read-id.ts';

export function serveInventories(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/users/:id/inventory',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'takeInventory',
        summary: 'Show what a user would leave behind',
        description:
          'Leads by role and standing, direct reports, keys in force, and requests that wait to run and name ' +
          'the user, or that the user asked for. A request of kind `offboard` takes care of all but these requests.',
        params: userParams,
        response: { 200: inventory, ...showProblems },
      },
    },
    async ({ caller, params }) => takeInventory(database, caller, readUserName(params.id, caller)),
  );
}
