import { type Static, Type } from 'typebox';
import { mostRows } from '../../words/limits.ts';
import { onRoleChanges } from '../../words/term-words.ts';
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
    onRoleChange: Type.Optional(
      Type.Enum(onRoleChanges, {
        description:
          'Of users who get another agent role: `move` has them stand in it, by rows of this request, on each lead on which ' +
          'they stand in another; whoever has stood there longest follows as its primary. `leave` (the default) leaves them ' +
          'until each lead is reassigned.',
      }),
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
    onRoleChange: Type.Optional(Type.Literal('move')),
    roles: Type.Optional(
      Type.Array(Type.Object({ userId: Type.Integer(), agentRole: Type.String() }), {
        description: 'The agent roles that users get, into which they move on their leads.',
      }),
    ),
  },
  { additionalProperties: false, description: 'Of kind `facts`: its rows say what becomes known.' },
);
