import { type Static, Type } from 'typebox';
import { standings } from '../words/lead-words.ts';
import { longestText, mostLeavers, mostRows } from '../words/limits.ts';
import { accountChoices } from '../words/term-words.ts';
import { moment } from './moments.ts';
import { nullable } from './paging.ts';
import { onReceiverUnavailable, receiver, runOptions, userReference } from './plans.ts';
import { person } from './users.ts';

const standing = Type.Enum(standings);

const leadGroup = Type.Object(
  {
    agentRole: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: longestText,
        description: 'The role in which the leavers stand.',
      }),
    ),
    standing: Type.Optional(standing),
    to: receiver,
  },
  {
    additionalProperties: false,
    description:
      'Leads of the leavers by role and standing, and who receives their place on them. Every lead must fall ' +
      'into a group; of several, that which names the role takes it before that which names the standing.',
  },
);

const newManagers = Type.Union(
  [
    Type.Literal('manager'),
    userReference,
    Type.Array(
      Type.Object({ user: userReference, manager: userReference }, { additionalProperties: false }),
      {
        maxItems: mostRows,
      },
    ),
  ],
  {
    description:
      '`manager`: the leaver’s manager, or the nearest above who stays. One user: all to them; if they are one of ' +
      'the reports, they take the leaver’s place. A list: each as it says, whoever is not in it to the leaver’s manager.',
  },
);

export const offboardPlan = Type.Object(
  {
    kind: Type.Literal('offboard'),
    user: Type.Optional(userReference),
    users: Type.Optional(
      Type.Array(userReference, {
        minItems: 1,
        maxItems: mostLeavers,
        description:
          'Several who leave at once, instead of `user`: none of them receives from another, and their leads, ' +
          'reports and accounts are one plan, one run and one undo.',
      }),
    ),
    leads: Type.Optional(Type.Array(leadGroup, { maxItems: 1_000 })),
    reports: Type.Optional(Type.Object({ to: newManagers }, { additionalProperties: false })),
    account: Type.Optional(
      Type.Enum(accountChoices, {
        description:
          '`wait`, which is the default: an account ends last, and only where no lead and no report of the leaver ' +
          'is left; else it stays, and the request fails and says what is left. `end-anyway`: it ends first of ' +
          'all, and whatever cannot be placed stays with somebody who has left. The own reporting line of a leaver ' +
          'ends with their account, and stays with it.',
      }),
    ),
    onReceiverUnavailable: Type.Optional(onReceiverUnavailable),
    ...runOptions,
  },
  { additionalProperties: false },
);
export type OffboardPlan = Static<typeof offboardPlan>;

const scheduledRequest = Type.Object({
  requestId: Type.Integer(),
  kind: Type.String(),
  state: Type.String(),
  runAt: nullable(moment),
});

const count = Type.Integer();

export const inventory = Type.Object(
  {
    user: person,
    manager: nullable(person),
    leads: Type.Array(
      Type.Object({
        role: Type.String(),
        standing,
        count,
        sample: Type.Array(Type.Object({ leadId: Type.Integer(), name: Type.String() })),
      }),
      { description: 'By the role and standing that the user has on them.' },
    ),
    reports: Type.Object({ count, sample: Type.Array(person) }, { description: 'Direct reports.' }),
    keys: Type.Object(
      { count, sample: Type.Array(Type.Object({ accessKey: Type.String(), createdAt: moment })) },
      { description: 'Access keys in force, cut short.' },
    ),
    scheduledRequests: Type.Object(
      { count, sample: Type.Array(scheduledRequest) },
      { description: 'Requests that wait to run and name the user. Plans are not among them.' },
    ),
    ownScheduledRequests: Type.Object(
      { count, sample: Type.Array(scheduledRequest) },
      {
        description:
          'Requests that wait to run and that the user asked for. They fail once the user is not active.',
      },
    ),
  },
  { description: 'Counts, and the first ten of each.' },
);
export type Inventory = Static<typeof inventory>;
