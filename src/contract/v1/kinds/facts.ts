import { type Static, Type } from 'typebox';
import { mostRows } from '../../words/limits.ts';
import { askedLeadFactsBody, askedUserFactsBody } from '../facts.ts';
import { leadId, rowKey, runOptions, userReference } from '../plans.ts';

/** What makes a change of facts of any number of users, or of leads. */
export const factsPlan = Type.Object(
  {
    kind: Type.Literal('facts'),
    users: Type.Optional(
      Type.Array(
        Type.Object(
          { user: userReference, facts: askedUserFactsBody, key: Type.Optional(rowKey) },
          { additionalProperties: false },
        ),
        { minItems: 1, maxItems: mostRows, description: 'For administrators.' },
      ),
    ),
    leads: Type.Optional(
      Type.Array(
        Type.Object(
          { leadId, facts: askedLeadFactsBody, key: Type.Optional(rowKey) },
          { additionalProperties: false },
        ),
        {
          minItems: 1,
          maxItems: mostRows,
          description: 'Instead of `users`. Managers change leads on which somebody of their team stands.',
        },
      ),
    ),
    ...runOptions,
  },
  { additionalProperties: false },
);
export type FactsPlan = Static<typeof factsPlan>;

/** Its rows say all else. */
export const factsSpec = Type.Object(
  {
    about: Type.Optional(
      Type.Literal('leads', { description: 'Its rows are about leads; else about users.' }),
    ),
  },
  { additionalProperties: false, description: 'Of kind `facts`: its rows say what becomes known.' },
);
