import { type Static, Type } from 'typebox';
import { standings } from '../../words/lead-words.ts';
import { longestText, mostLeavers, mostRows } from '../../words/limits.ts';
import { accountChoices } from '../../words/term-words.ts';
import { onReceiverUnavailable, receiver, runOptions, userReference } from '../plans.ts';
import { keptCaps, keptPerson, keptReceiver, keptShare, keptUser } from './kept.ts';

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

/** What is asked for all rows. */
export const offboardSpec = Type.Object(
  {
    leaver: Type.Optional(keptPerson),
    leavers: Type.Array(keptPerson),
    leads: Type.Array(
      Type.Object(
        {
          agentRole: Type.Optional(Type.String()),
          standing: Type.Optional(standing),
          to: keptReceiver,
        },
        { additionalProperties: false },
      ),
    ),
    reports: Type.Object(
      {
        to: Type.Union([
          Type.Literal('manager'),
          keptUser,
          Type.Array(Type.Object({ user: keptUser, manager: keptUser }, { additionalProperties: false })),
        ]),
      },
      { additionalProperties: false },
    ),
    account: Type.Enum(accountChoices),
    shares: Type.Array(Type.Array(keptShare), { description: 'Of each group of `leads`.' }),
    caps: keptCaps,
    handedTo: Type.Optional(keptReceiver),
  },
  { additionalProperties: false, description: 'Of kind `offboard`. `leaver`: where there is one.' },
);

const leftMembers = {
  clean: Type.Boolean({ description: 'Nothing points at them any more.' }),
  isActive: Type.Boolean(),
  assignments: Type.Integer(),
  reports: Type.Integer(),
  keys: Type.Integer(),
  scheduledRequests: Type.Array(Type.Integer(), {
    description: 'Requests that wait to run and name them.',
  }),
  ownScheduledRequests: Type.Array(Type.Integer(), {
    description: 'Requests that wait to run and that they asked for.',
  }),
  leads: Type.Array(
    Type.Object({ leadId: Type.Integer(), role: Type.String(), standing }, { additionalProperties: false }),
    { description: 'The first 100 of the assignments.' },
  ),
};

/** What still points at the leavers once it has ended. */
export const whatIsLeft = Type.Object(
  {
    ...leftMembers,
    leavers: Type.Optional(
      Type.Array(Type.Object({ ...keptPerson.properties, ...leftMembers }, { additionalProperties: false }), {
        description: 'Of several: the same of each.',
      }),
    ),
  },
  { additionalProperties: false, description: 'Of kind `offboard`: what still points at who was to leave.' },
);

const holdings = {
  keys: Type.Integer({ description: 'Access keys in force.' }),
  reports: Type.Integer({ description: 'Who reports to them directly.' }),
  leads: Type.Integer({ description: 'Leads they stand on.' }),
};
const foreseenLeaver = {
  userId: Type.Integer(),
  name: Type.String(),
  isActive: Type.Boolean(),
  ...holdings,
};

/** What its preview tells beyond that of other kinds. */
export const offboardPreview = Type.Object({
  leaver: Type.Optional(
    Type.Object(foreseenLeaver, { description: 'Of an offboarding of one: what they hold.' }),
  ),
  leavers: Type.Optional(
    Type.Array(
      Type.Object({
        ...foreseenLeaver,
        account: Type.Enum(['ends', 'stays', 'ended'], {
          description: '`stays`: something will be left. `ended`: it has ended already.',
        }),
        left: Type.Object(
          { leads: Type.Integer(), reports: Type.Integer() },
          { description: 'What no row will place.' },
        ),
      }),
      { description: 'Of an offboarding: what each leaver holds, and what will become of their account.' },
    ),
  ),
  leaversTogether: Type.Optional(
    Type.Object(
      { keys: Type.Integer(), reports: Type.Integer(), leads: Type.Integer() },
      { description: 'What they hold together: each lead once, and only reports who stay.' },
    ),
  ),
});
