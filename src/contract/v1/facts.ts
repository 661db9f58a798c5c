import { type Static, Type } from 'typebox';
import { longestText } from '../words/limits.ts';
import { newEmail } from './email.ts';
import { askedExternalKeys } from './external-keys.ts';
import { askedLeadFacts, toldLeadFacts } from './lead-facts.ts';
import { factEvent, possibleTwin, shownLead } from './leads.ts';
import { nullable, pageOf } from './paging.ts';
import { roleName, userReference } from './plans.ts';
import { accessRole, shownUser } from './users.ts';

const agentRole = {
  ...roleName,
  description: 'One of the agent roles that there are, however it is spelt.',
  examples: ['Loan Officer'],
};
const name = { maxLength: longestText, pattern: '^[^\\p{Cc}\\p{Cs}]*$' };

/** What is to be known of a user from now on; what is left out stays as it is. */
export const askedUserFacts = {
  firstName: Type.Optional(Type.String({ ...name, minLength: 1 })),
  lastName: Type.Optional(Type.String(name)),
  email: Type.Optional(newEmail),
  agentRole: Type.Optional(Type.String(agentRole)),
  accessRole: Type.Optional(accessRole),
  externalKeys: Type.Optional(askedExternalKeys),
};

export const askedUserFactsBody = Type.Object(askedUserFacts, {
  additionalProperties: false,
  minProperties: 1,
});

/** Somebody who is to be: what has to be known of them, and whom they report to. */
export const newUser = {
  firstName: Type.String({ ...name, minLength: 1 }),
  lastName: Type.Optional(Type.String(name)),
  email: newEmail,
  agentRole: Type.String(agentRole),
  accessRole: Type.Optional({ ...accessRole, description: 'What they may do in Baton; left out: `agent`.' }),
  manager: Type.Optional(
    Type.Union([userReference, Type.Null()], {
      description: 'Whom they report to. Null or left out: nobody.',
    }),
  ),
  externalKeys: Type.Optional(askedExternalKeys),
};

/** What `POST /api/v1/users` takes. */
export const newUserBody = Type.Object(
  { ...newUser, reason: Type.Optional(Type.String(name)) },
  { additionalProperties: false },
);
export type NewUserBody = Static<typeof newUserBody>;

export const askedLeadFactsBody = Type.Object(askedLeadFacts, {
  additionalProperties: false,
  minProperties: 1,
});

/** What `PATCH /api/v1/leads/{id}` takes. */
export const leadChange = Type.Object(
  { ...askedLeadFacts, reason: Type.Optional(Type.String(name)) },
  { additionalProperties: false, minProperties: 1 },
);
export type LeadChange = Static<typeof leadChange>;

const { leadId, attributes, externalKeys, revision, version } = shownLead.properties;

/** What is known of a lead after a change, and the request that made it. */
export const changedLead = Type.Object({
  leadId,
  ...toldLeadFacts,
  ...{ attributes, externalKeys, revision, version },
  possibleTwins: Type.Optional(
    Type.Array(possibleTwin, {
      description:
        'Where an e-mail or a phone was said: other leads in sight with the same one, however it is written, that are not ' +
        'archived; the first ten.',
    }),
  ),
  requestId: nullable(Type.Integer(), { description: 'Null: all was so already, and no request was made.' }),
});
export type ChangedLead = Static<typeof changedLead>;

/** A fact that a row changes, or changed. Null: it is not known. */
export const factChange = Type.Object({
  fact: Type.String({ description: 'Such as `lastName`.' }),
  before: nullable(Type.String()),
  after: nullable(Type.String()),
});

/** What `PATCH /api/v1/users/{id}` takes. */
export const userChange = Type.Object(
  {
    ...askedUserFacts,
    manager: Type.Optional(
      Type.Union([userReference, Type.Null()], { description: 'Whom they report to. Null: nobody.' }),
    ),
    reason: Type.Optional(Type.String(name)),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type UserChange = Static<typeof userChange>;

/** What `PUT /api/v1/users/by-key/{system}/{key}` takes. */
export const putUserBody = Type.Object(userChange.properties, { additionalProperties: false });
export type PutUserBody = Static<typeof putUserBody>;

/** The user after a change, and the request that made it. */
export const changedUser = Type.Object({
  ...shownUser.properties,
  requestId: nullable(Type.Integer(), { description: 'Null: all was so already, and no request was made.' }),
});
export type ChangedUser = Static<typeof changedUser>;

/** What became known of a user or a lead, the last change first; those of one moment by the names of facts. */
export const factHistoryPage = pageOf(factEvent);
export type FactHistoryPage = Static<typeof factHistoryPage>;
