import { type Static, Type } from 'typebox';
import { longestText, mostUsersOfRow } from '../words/limits.ts';
import { askedLeadFacts, newLeadFacts } from './lead-facts.ts';
import { shownLead } from './leads.ts';
import { momentQuery } from './moments.ts';
import { nullable } from './paging.ts';
import { leadId, userReference } from './plans.ts';

const text = { maxLength: longestText, pattern: '^[^\\p{Cc}\\p{Cs}]*$' };

/** A lead that is to be: what is known of it, and who stands on it from the start. */
export const newLead = {
  leadId: Type.Optional({
    ...leadId,
    description: 'For administrators. Left out: the next one that is free.',
  }),
  ...newLeadFacts,
  createdAt: Type.Optional(momentQuery('When it came to the organisation; left out: now.')),
  primary: Type.Optional({
    ...userReference,
    description: 'Who becomes primary, in their own agent role. Left out: nobody stands on it.',
  }),
  listed: Type.Optional(
    Type.Array(userReference, {
      maxItems: mostUsersOfRow,
      description: 'Beside a `primary`: who else stands on it, by the rules of a reassignment.',
    }),
  ),
};

/** What `POST /api/v1/leads` takes. */
export const newLeadBody = Type.Object(
  { ...newLead, reason: Type.Optional(Type.String(text)) },
  { additionalProperties: false },
);
export type NewLeadBody = Static<typeof newLeadBody>;

const { createdAt, primary, listed } = newLead;

/** What `PUT /api/v1/leads/by-key/{system}/{key}` takes. */
export const putLeadBody = Type.Object(
  {
    ...askedLeadFacts,
    createdAt: Type.Optional({
      ...createdAt,
      description: 'Of a new lead: when it came to the organisation; left out: now.',
    }),
    primary: Type.Optional({
      ...primary,
      description: 'Of a new lead: who becomes primary. On one that there is nobody is moved.',
    }),
    listed: Type.Optional({
      ...listed,
      description: 'Of a new lead, beside a `primary`: who else stands on it.',
    }),
    reason: Type.Optional(Type.String(text)),
  },
  { additionalProperties: false },
);
export type PutLeadBody = Static<typeof putLeadBody>;

/** The lead that a call made or changed, and its request. */
export const madeLead = Type.Object({
  ...shownLead.properties,
  requestId: nullable(Type.Integer(), {
    description:
      'The request that made it, or changed it. Null: all was so already, and no request was made.',
  }),
});
export type MadeLead = Static<typeof madeLead>;
