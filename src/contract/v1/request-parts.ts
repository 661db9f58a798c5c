import { type Static, Type } from 'typebox';
import { type ShownRequest, shownMembers } from './shown-request.ts';
import { userSummary } from './users.ts';

/** What may come along with a request. */
export const requestParts = ['people'] as const;

export const shownRequestQuery = Type.Object({
  include: Type.Optional(
    Type.String({
      maxLength: 100,
      description: 'What else to answer: `people`, those whom `spec` and `preview` name by their ids.',
      examples: ['people'],
    }),
  ),
});

const people = Type.Array(userSummary, {
  description: 'In the order of their ids; the first 1,000 who are named and whom the caller may see.',
});
export type RequestPeople = Static<typeof people>;

export const requestWithParts = Type.Unsafe<ShownRequest & { people?: RequestPeople }>(
  Type.Object({ ...shownMembers, people: Type.Optional(people) }),
);
