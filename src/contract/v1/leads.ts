import { type Static, Type } from 'typebox';
import { leadSorts, standings } from '../words/lead-words.ts';
import { externalKeys } from './external-keys.ts';
import { toldLeadFacts } from './lead-facts.ts';
import { leadFilters } from './lead-filters.ts';
import { asOf, moment } from './moments.ts';
import { nullable, pageOf, pageQuery } from './paging.ts';
import { cause, keyMadeBy } from './requests.ts';
import { seenPerson } from './users.ts';

/** The filters are those of a request's `selection`. */
export const leadsQuery = Type.Object({
  ...leadFilters,
  sort: Type.Optional(
    Type.Enum(leadSorts, {
      default: 'leadId',
      description: 'A `-` sorts the other way round. Those of one value by id, the same way round.',
    }),
  ),
  count: Type.Optional(
    Type.Boolean({ description: 'True: `total` tells how many leads there are over all pages.' }),
  ),
  ...pageQuery,
});
export type LeadsQuery = Static<typeof leadsQuery>;

const standing = Type.Enum(standings);
const role = Type.String({ description: 'The agent role in which the user stands on the lead.' });

export const leadParams = Type.Object({
  id: Type.String({ description: 'The lead’s id, in digits.', examples: ['1001'] }),
});

export const leadQuery = Type.Object({ asOf });

export const leadFactsQuery = Type.Object(pageQuery);

export const leadHistoryQuery = Type.Object({
  include: Type.Optional(
    Type.Literal('facts', { description: 'What became known of the lead meanwhile, too, as `facts`.' }),
  ),
  ...pageQuery,
});

const requestedBy = nullable(seenPerson, { description: 'Null: the operator, from the command line.' });
/** The request that changed something, as whoever reads may see it. */
export const causeInSight = Type.Object({ ...cause.properties, requestedBy });

/** Another lead that may be the same. */
export const possibleTwin = Type.Object({
  leadId: Type.Integer(),
  name: Type.String(),
  by: Type.Array(Type.Enum(['email', 'phone'] as const), { description: 'What is the same of both.' }),
});

export const shownLead = Type.Object({
  leadId: Type.Integer(),
  ...toldLeadFacts,
  attributes: Type.Record(Type.String(), Type.Unknown()),
  externalKeys,
  isArchived: Type.Boolean({
    description: 'It is on no list unless asked for, and nobody stands on it. With `asOf`, as it was then.',
  }),
  revision: nullable(
    Type.Integer({
      description: 'Grows with every change of the assignments. Null with `asOf`.',
    }),
  ),
  version: nullable(Type.String(), {
    description:
      'Also the ETag: another one whenever a fact or who stands on it is another. Null with `asOf`.',
  }),
  possibleTwins: nullable(Type.Array(possibleTwin), {
    description:
      'Other leads in sight with the same e-mail or phone, however it is written, that are not archived: the first ten. Null ' +
      'with `asOf`.',
  }),
  assignments: Type.Array(
    Type.Object({
      user: seenPerson,
      role,
      standing,
      since: { ...moment, description: 'Since when the user has had this standing.' },
      roleSince: {
        ...moment,
        description:
          'Since when the user has stood in the role without interruption, as primary or as secondary. Who has stood ' +
          'longest becomes primary where the role loses its own.',
      },
      requestId: Type.Integer({ description: 'The request that put the user here.' }),
      requestedBy,
      keyMadeBy,
    }),
    { description: 'Primaries first, then who has stood in the role longest.' },
  ),
});
export type ShownLead = Static<typeof shownLead>;

const stay = Type.Object({
  user: seenPerson,
  role,
  standing,
  fromAt: moment,
  fromRequest: causeInSight,
  untilAt: nullable(moment, { description: 'Null: the user still stands there.' }),
  untilRequest: nullable(causeInSight),
});

/** A fact that became another. Null: it was not known, or is not any more. */
export const factEvent = Type.Object({
  fact: Type.String({
    description: 'Such as `status` or `attributes.branch`; of a user such as `lastName`.',
  }),
  before: nullable(Type.String()),
  after: nullable(Type.String()),
  at: moment,
  request: causeInSight,
});

export const leadHistoryPage = Type.Object({
  ...pageOf(stay).properties,
  facts: Type.Optional(
    Type.Array(factEvent, {
      description:
        'With `include=facts`: what became known in the time of this page, from the beginning of its last item to that of ' +
        'the last one of the page before, newest first; at most 1,000, all of them by `/facts`.',
    }),
  ),
});
export type LeadHistoryPage = Static<typeof leadHistoryPage>;

const listedLead = Type.Object({
  leadId: Type.Integer(),
  ...toldLeadFacts,
  attributes: Type.Record(Type.String(), Type.Unknown()),
  createdAt: moment,
  revision: nullable(Type.Integer(), {
    description: 'Grows with every change of the assignments. Null with `asOf`.',
  }),
  assignments: Type.Array(
    Type.Object({
      userId: Type.Integer(),
      name: Type.String(),
      isActive: Type.Boolean(),
      role,
      standing,
    }),
    { description: 'Primaries first, then by role and by how long.' },
  ),
});
export type ListedLead = Static<typeof listedLead>;

export const leadPage = Type.Object({
  ...pageOf(listedLead).properties,
  total: nullable(Type.Integer(), {
    description: 'Exact. Null: it was not asked for, or counting would have taken longer than 2 seconds.',
  }),
});
export type LeadPage = Static<typeof leadPage>;
