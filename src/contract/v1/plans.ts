import { type Static, Type } from 'typebox';
import { largestId, longestKey, longestText, mostReceivers, mostUsersOfRow } from '../words/limits.ts';
import { onDrifts, onFailures, onReceiversUnavailable, otherUsers, shareModes } from '../words/term-words.ts';
import { email } from './email.ts';
import { momentQuery } from './moments.ts';

/** What bodies of several kinds say: who and what is named, what is to become of it, and how to run. */

export const userReference = Type.Object(
  {
    userId: Type.Optional(Type.Integer({ minimum: 1, maximum: largestId })),
    email: Type.Optional(email),
  },
  { minProperties: 1, additionalProperties: false, description: 'A user by id, by e-mail, or by both.' },
);

export const leadId = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
export const text = Type.String({ maxLength: longestText, pattern: '^[^\\p{Cc}\\p{Cs}]*$' });
export const roleName = { minLength: 1, maxLength: longestText, pattern: '^[^\\p{Cc}\\p{Cs}]*$' };
export const askedRole = 'Exactly this agent role. One that there is not is refused.';

export const others = Type.Enum(otherUsers, {
  description:
    '`keep`, which is the default: users who are not named all stay, a former primary as secondary. `same-role`: ' +
    'those in the new primary’s role are removed. `all`: those in every role are.',
});

export const rowKey = Type.String({ maxLength: longestKey, pattern: '^[^\\p{Cc}\\p{Cs}]*$' });

export const distribution = Type.Object(
  {
    mode: Type.Enum(shareModes, {
      description:
        '`even`, `weighted` and `percent` split the leads; `level` looks at the books as they are and gives each ' +
        'lead to the smallest, so that the books end as equal as they can.',
    }),
    receivers: Type.Array(
      Type.Object(
        {
          user: userReference,
          share: Type.Optional(
            Type.Number({ description: 'A weight, or a percentage; not in an even or a level split.' }),
          ),
          cap: Type.Optional(Type.Integer({ minimum: 0, description: 'The largest book to end up with.' })),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: mostReceivers },
    ),
    keepStanding: Type.Optional(
      Type.Boolean({ description: 'True: a lead stays with a receiver who stands on it already.' }),
    ),
  },
  { additionalProperties: false },
);

export type Distribution = Static<typeof distribution>;

/** Who receives: one user, or several by shares. */
export const receiver = Type.Object(
  { user: Type.Optional(userReference), distribution: Type.Optional(distribution) },
  { minProperties: 1, maxProperties: 1, additionalProperties: false },
);

export type Receiver = Static<typeof receiver>;

export const runOptions = {
  reason: Type.Optional(text),
  runAt: Type.Optional(momentQuery('Run not before this moment; one that has passed means at once.')),
  onFailure: Type.Optional(Type.Enum(onFailures)),
  onDrift: Type.Optional(
    Type.Enum(onDrifts, {
      description: 'What to do with a row that changed after the plan.',
    }),
  ),
};

export const onReceiverUnavailable = Type.Enum(onReceiversUnavailable, {
  description:
    'What becomes of leads whose receiver, chosen by a distribution, takes no leads any more when the request runs: ' +
    '`fail` (the default), or `split` over the others of the distribution, by their shares and caps.',
});

/** Who is taken off leads, of all rows or of one. */
export const removal = {
  agentRole: Type.Optional(
    Type.String({
      ...roleName,
      description:
        'Where nobody receives: everybody in this role is removed, and other roles stay. One that there is not is refused.',
    }),
  ),
  remove: Type.Optional(
    Type.Array(userReference, {
      minItems: 1,
      maxItems: mostUsersOfRow,
      description:
        'Users who are removed, whoever receives. Where one of them was primary, whoever has stood longest in ' +
        'the role becomes primary.',
    }),
  ),
};

export const planQuery = Type.Object({
  plan: Type.Optional(
    Type.Boolean({
      description: 'True: freeze and foresee only; run it later by its id, exactly as planned.',
    }),
  ),
});
