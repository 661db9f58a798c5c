import { type Static, Type } from 'typebox';
import { mayRemoveChoices } from '../words/access-words.ts';

const leadsquaredCalls = Type.Integer({
  minimum: 1,
  maximum: 1_000_000,
  description: 'The most calls of the LeadSquared contract in any 5 seconds.',
});

const mayRemove = Type.Enum(mayRemoveChoices, {
  description:
    'Who may remove users from leads without naming who receives them: nobody, administrators, or managers in ' +
    'their teams, too. Replacing somebody is no removal, nor is an undo.',
});

export const shownOrg = Type.Object({
  orgId: Type.Integer(),
  name: Type.String(),
  leadsquaredCalls,
  mayRemove,
});
export type ShownOrg = Static<typeof shownOrg>;

export const orgChange = Type.Object(
  {
    name: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, pattern: '^\\p{Zs}*[^\\p{C}\\p{Z}][^\\p{Cc}\\p{Cs}]*$' }),
    ),
    leadsquaredCalls: Type.Optional(leadsquaredCalls),
    mayRemove: Type.Optional(mayRemove),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type OrgChange = Static<typeof orgChange>;
