import { Type } from 'typebox';
import { shareModes } from '../../words/term-words.ts';

// What the specs of several kinds are made of, as they are kept: no limit is told, for each was met when it was asked.

/**
 * Of what was stored: it is answered as it is, whatever an older version wrote. Its schema tells programs what to expect
 * and judges nothing.
 */
export const asStored = { 'x-as-stored': true } as const;

/** Somebody as they were named. */
export const keptUser = Type.Object(
  { userId: Type.Optional(Type.Integer()), email: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

/** Somebody whose name at that time was kept, too. */
export const keptPerson = Type.Object(
  { userId: Type.Integer(), name: Type.String() },
  { additionalProperties: false },
);

export const keptReceiver = Type.Union([
  Type.Object({ user: keptUser }, { additionalProperties: false }),
  Type.Object(
    {
      distribution: Type.Object(
        {
          mode: Type.Enum(shareModes),
          receivers: Type.Array(
            Type.Object(
              { user: keptUser, share: Type.Optional(Type.Number()), cap: Type.Optional(Type.Integer()) },
              { additionalProperties: false },
            ),
          ),
          keepStanding: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
]);

export const keptShare = Type.Object(
  {
    userId: Type.Integer(),
    weight: Type.Number(),
    cap: Type.Union([Type.Integer(), Type.Null()]),
  },
  { additionalProperties: false, description: 'Of a distribution whose receivers were found.' },
);

export const keptCaps = Type.Record(Type.String(), Type.Integer(), {
  description: 'The largest book of each capped receiver, by their id.',
});
