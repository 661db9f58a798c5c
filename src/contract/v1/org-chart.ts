import { type Static, Type } from 'typebox';
import { asOf } from './moments.ts';

export const orgChartQuery = Type.Object({
  root: Type.Optional(
    Type.String({
      description: 'A user’s id, in digits: only they and everyone below them.',
      examples: ['126'],
    }),
  ),
  asOf,
});

// A type of two names, not a union: answers of 100,000 users are written without judging each against both.
const managerId = Type.Unsafe<number | null>({
  type: ['integer', 'null'],
  description: 'Whom the user reports to. Null: nobody.',
});

export const orgChart = Type.Object({
  users: Type.Array(
    Type.Object({
      userId: Type.Integer(),
      name: Type.String(),
      agentRole: Type.String(),
      isActive: Type.Boolean(),
      managerId,
      depth: Type.Integer({ description: '0 at the top, or at `root`.' }),
      directReports: Type.Integer(),
      teamSize: Type.Integer({ description: 'Everyone below, without the user.' }),
      book: Type.Integer({ description: 'The leads on which the user is primary.' }),
      teamBook: Type.Integer({ description: 'The books of the user and of everyone below, together.' }),
    }),
    { description: 'The top first, and every user after their manager; those of one manager by id.' },
  ),
});
export type OrgChart = Static<typeof orgChart>;
