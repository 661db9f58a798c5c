import { type Static, Type } from 'typebox';
import { mostRows } from '../../words/limits.ts';
import { askedUserFactsBody } from '../facts.ts';
import { rowKey, runOptions, userReference } from '../plans.ts';

/** What makes a change of facts of any number of users. */
export const factsPlan = Type.Object(
  {
    kind: Type.Literal('facts'),
    users: Type.Array(
      Type.Object(
        { user: userReference, facts: askedUserFactsBody, key: Type.Optional(rowKey) },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: mostRows },
    ),
    ...runOptions,
  },
  { additionalProperties: false },
);
export type FactsPlan = Static<typeof factsPlan>;

/** Its rows say all of it. */
export const factsSpec = Type.Object(
  {},
  { additionalProperties: false, description: 'Of kind `facts`: its rows say all of it.' },
);
