import { type Static, Type } from 'typebox';
import { longestAgentRole, mostAgentRoles } from '../words/limits.ts';
import { nullable } from './paging.ts';
import { roleName } from './plans.ts';

const place = Type.Integer({
  minimum: 1,
  maximum: mostAgentRoles,
  description: 'Its place in the order of the organisation, from 1.',
});
const isActive = Type.Boolean({
  description: 'False: it is retired. Nobody is given it anew, and who has it keeps it.',
});

export const agentRole = Type.Object({
  name: Type.String(),
  place: Type.Integer({ description: 'Its place in the order of the organisation, from 1.' }),
  isActive,
  users: nullable(Type.Integer(), {
    description: 'How many active users have it. Null: whoever calls is no administrator.',
  }),
});
export type ListedAgentRole = Static<typeof agentRole>;

export const agentRoleList = Type.Object({ items: Type.Array(agentRole) });
export type AgentRoleList = Static<typeof agentRoleList>;

export const newAgentRole = Type.Object(
  {
    name: Type.String({
      ...roleName,
      maxLength: longestAgentRole,
      description: 'What the role is called.',
      examples: ['Underwriter'],
    }),
    place: Type.Optional(place),
  },
  { additionalProperties: false },
);
export type NewAgentRole = Static<typeof newAgentRole>;

export const agentRoleParams = Type.Object({
  name: Type.String({ description: 'The role, however it is spelt.', examples: ['Loan Officer'] }),
});

export const agentRoleChange = Type.Object(
  { place: Type.Optional(place), isActive: Type.Optional(isActive) },
  { additionalProperties: false, minProperties: 1 },
);
export type AgentRoleChange = Static<typeof agentRoleChange>;
