import { type Static, Type } from 'typebox';
import { mostLeavers, mostRows } from '../../words/limits.ts';
import { accountChoices } from '../../words/term-words.ts';
import { newUser } from '../facts.ts';
import { rowKey, runOptions, userReference } from '../plans.ts';
import { keptPerson } from './kept.ts';
import { whatIsLeft } from './offboard.ts';

const people = { minItems: 1, maxItems: mostLeavers };

export const accountPlan = Type.Object(
  {
    kind: Type.Literal('account'),
    users: Type.Optional(Type.Array(userReference, people)),
    newUsers: Type.Optional(
      Type.Array(Type.Object({ ...newUser, key: Type.Optional(rowKey) }, { additionalProperties: false }), {
        minItems: 1,
        maxItems: mostRows,
        description: 'Instead of `users`, with `isActive` true: people who come for the first time.',
      }),
    ),
    isActive: Type.Boolean({
      description:
        'False: the accounts end, with their keys and sessions and the users’ own reporting lines. True: the same people ' +
        'come back, and are let in anew by a sign-in link or a key.',
    }),
    account: Type.Optional(
      Type.Enum(accountChoices, {
        description:
          'Where accounts end: `wait`, which is the default, leaves one as it is while its user holds a lead or leads somebody; ' +
          'its row fails and says what is left. `end-anyway`: what is held stays with somebody who has left, and is ' +
          'told by the radar. To hand it over, make a request of kind `offboard`.',
      }),
    ),
    ...runOptions,
  },
  { additionalProperties: false },
);
export type AccountPlan = Static<typeof accountPlan>;

/** What is asked for all rows. */
export const accountSpec = Type.Union(
  [
    Type.Object(
      { isActive: Type.Literal(false), leavers: Type.Array(keptPerson), account: Type.Enum(accountChoices) },
      { additionalProperties: false },
    ),
    Type.Object(
      {
        isActive: Type.Literal(true),
        users: Type.Array(keptPerson),
        newUsers: Type.Optional(
          Type.Integer({ description: 'How many come for the first time; its rows say who.' }),
        ),
      },
      { additionalProperties: false },
    ),
  ],
  { description: 'Of kind `account`: whose accounts end, and how, who comes back, or how many are new.' },
);

/** Of accounts that came back nothing more is to be known. */
export const accountResult = Type.Union([whatIsLeft, Type.Null()]);
