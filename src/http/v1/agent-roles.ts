import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  agentRole,
  agentRoleChange,
  agentRoleList,
  agentRoleParams,
  newAgentRole,
} from '../../contract/v1/agent-roles.ts';
import { changeProblems, listProblems } from '../../contract/v1/problems.ts';
import { addRole, changeRole } from '../../core/organisations/change-roles.ts';
import { listRoles } from '../../core/organisations/list-roles.ts';
import type { Database } from '../../database/database.ts';
import { needsAdministrator } from '../wire/needs-role.ts';
import { readRoleName } from './read-role-name.ts';

export function serveAgentRoles(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();

  app.get(
    '/api/v1/agent-roles',
    {
      schema: {
        tags: ['Baton'],
        operationId: 'listAgentRoles',
        summary: 'List agent roles',
        description:
          'All of them, in the order of the organisation. People are given these alone; a retired one is given to nobody anew.',
        response: { 200: agentRoleList, ...listProblems },
      },
    },
    async ({ caller }) => ({ items: await listRoles(database, caller) }),
  );

  app.post(
    '/api/v1/agent-roles',
    {
      onRequest: needsAdministrator('Adding an agent role'),
      schema: {
        tags: ['Baton'],
        operationId: 'addAgentRole',
        summary: 'Add an agent role',
        description:
          'At a place in the order, or after all others. One that is there in any spelling, or that reads like one, is refused. ' +
          'For administrators.',
        body: newAgentRole,
        response: { 201: agentRole, ...changeProblems },
      },
    },
    async ({ caller, body }, reply) => {
      const added = await addRole(database, caller, { ...body, name: readRoleName(body.name, 'name') });
      return reply.code(201).send(added);
    },
  );

  app.patch(
    '/api/v1/agent-roles/:name',
    {
      onRequest: needsAdministrator('Changing an agent role'),
      schema: {
        tags: ['Baton'],
        operationId: 'changeAgentRole',
        summary: 'Move an agent role in the order, retire it or bring it back',
        description: 'What is not named stays. Those who have a retired role keep it. For administrators.',
        params: agentRoleParams,
        body: agentRoleChange,
        response: { 200: agentRole, ...changeProblems },
      },
    },
    async ({ caller, params, body }) => changeRole(database, caller, { name: params.name, ...body }),
  );
}
