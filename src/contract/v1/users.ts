import { type Static, Type } from 'typebox';
import { accessRoles } from '../words/access-words.ts';
import { externalKeys } from './external-keys.ts';
import { asOf, moment } from './moments.ts';
import { nullable, pageOf, pageQuery } from './paging.ts';

/** A user as every answer names them. */
export const person = Type.Object({
  userId: Type.Integer(),
  name: Type.String(),
  email: Type.String(),
  isActive: Type.Boolean(),
});

/** A user named to whoever may see no more of them than the name. */
export const seenPerson = Type.Object({
  ...person.properties,
  isInSight: Type.Boolean({
    description: 'False: neither they nor the requests that they asked for are shown to whoever calls.',
  }),
});

export const accessRole = Type.Enum(accessRoles, {
  description: 'What the user may do in Baton.',
});

const summaryMembers = {
  userId: Type.Integer(),
  guid: Type.String({ description: 'The same user, as LeadSquared names them.' }),
  name: Type.String(),
  firstName: Type.String(),
  lastName: Type.String(),
  email: Type.String(),
  agentRole: Type.String({ description: 'What the user does on a lead, such as Loan Officer.' }),
  accessRole,
  isActive: Type.Boolean(),
  isAvailable: Type.Boolean({ description: 'False: takes no new leads from a distribution.' }),
  manager: nullable(person, { description: 'Whom the user reports to.' }),
  isHead: Type.Boolean({ description: 'True: reports to nobody on purpose, as an administrator said.' }),
};

export const userSummary = Type.Object(summaryMembers);

export const userPage = Type.Object({
  ...pageOf(userSummary).properties,
  total: nullable(Type.Integer(), { description: 'Exact. Null: it was not asked for.' }),
});
export type UserPage = Static<typeof userPage>;

export const shownUser = Type.Object({
  ...summaryMembers,
  managers: Type.Array(
    Type.Object({ ...seenPerson.properties, since: moment }, { description: '`since` when the line holds.' }),
    { description: 'Everyone above the user, the nearest first.' },
  ),
  directReports: Type.Integer({ description: 'How many users report to this one directly.' }),
  externalKeys,
  secondFactorSince: nullable(moment, {
    description:
      'Since when they sign in by a second factor, for administrators. Null: there is none, or it is not shown.',
  }),
  version: nullable(Type.String(), {
    description:
      'What the ETag says, quotes included, for `If-Match` of a change: another one whenever facts, account or manager ' +
      'are others. Null: as of a moment.',
  }),
});
export type ShownUser = Static<typeof shownUser>;

export const availability = Type.Object({ isAvailable: Type.Boolean() }, { additionalProperties: false });

export const headBody = Type.Object({ isHead: Type.Boolean() }, { additionalProperties: false });

export const reportPage = pageOf(
  Type.Object({
    userId: Type.Integer(),
    guid: Type.String(),
    name: Type.String(),
    email: Type.String(),
    agentRole: Type.String(),
    isActive: Type.Boolean(),
    managerId: Type.Integer({ description: 'The user whom this one reports to.' }),
    depth: Type.Integer({ description: '1 where this user reports directly to the one asked about.' }),
  }),
);
export type ReportPage = Static<typeof reportPage>;

export const userParams = Type.Object({
  id: Type.String({ description: 'The user’s id in digits, or their GUID.', examples: ['126'] }),
});

const text = { maxLength: 320, pattern: '^[^\\u0000]*$' };

export const usersQuery = Type.Object({
  ids: Type.Optional(
    Type.String({
      pattern: '^\\d{1,10}(,\\d{1,10}){0,999}$',
      description: 'Only these users, separated by commas; those that are not there are left out.',
      examples: ['126,131'],
    }),
  ),
  q: Type.Optional(
    Type.String({
      ...text,
      description: 'Parts of the name or the e-mail, in any order, whatever their case and accents are.',
    }),
  ),
  agentRole: Type.Optional(
    Type.String({ ...text, description: 'Exactly this agent role. One that there is not is refused.' }),
  ),
  accessRole: Type.Optional(accessRole),
  isActive: Type.Optional(Type.Boolean({ description: 'Without it, active and inactive users.' })),
  count: Type.Optional(
    Type.Boolean({ description: 'True: `total` tells how many users there are over all pages.' }),
  ),
  ...pageQuery,
});
export type UsersQuery = Static<typeof usersQuery>;

export const userQuery = Type.Object({ asOf });

export const userHistoryQuery = Type.Object(pageQuery);

export const reportsQuery = Type.Object({
  depth: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      description: 'How far down: 1 for direct reports only. Without it, all the way.',
    }),
  ),
  asOf,
  ...pageQuery,
});
export type ReportsQuery = Static<typeof reportsQuery>;
