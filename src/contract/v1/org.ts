import { type Static, Type } from 'typebox';

const leadsquaredCalls = Type.Integer({
  minimum: 1,
  maximum: 1_000_000,
  description: 'The most calls of the LeadSquared contract in any 5 seconds.',
});

export const shownOrg = Type.Object({
  orgId: Type.Integer(),
  name: Type.String(),
  leadsquaredCalls,
});
export type ShownOrg = Static<typeof shownOrg>;

export const orgChange = Type.Object(
  {
    name: Type.Optional(
      Type.String({ minLength: 1, maxLength: 200, pattern: '^\\p{Zs}*[^\\p{C}\\p{Z}][^\\p{Cc}\\p{Cs}]*$' }),
    ),
    leadsquaredCalls: Type.Optional(leadsquaredCalls),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type OrgChange = Static<typeof orgChange>;
