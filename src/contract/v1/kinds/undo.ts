import { type Static, Type } from 'typebox';
import { mostExcepted, mostRows } from '../../words/limits.ts';
import { undoableOutcomes } from '../../words/request-words.ts';
import { onDriftsOfUndo } from '../../words/term-words.ts';
import { leadId, runOptions, userReference } from '../plans.ts';

/** What `POST /api/v1/requests/{id}/undo` takes: which of the rows, and how to run. */
export const undoPlan = Type.Object(
  {
    leads: Type.Optional(
      Type.Array(leadId, {
        minItems: 1,
        maxItems: mostRows,
        description: 'Undo the rows about these leads; all others stay. With `users`, the rows of both.',
      }),
    ),
    users: Type.Optional(
      Type.Array(Type.Union([userReference.properties.userId, userReference]), {
        minItems: 1,
        maxItems: mostRows,
        description:
          'Undo the rows about these users, their reporting lines and accounts, each by id alone or as elsewhere; ' +
          'all others stay.',
      }),
    ),
    outcome: Type.Optional(
      Type.Enum(undoableOutcomes, {
        description: 'Instead of `leads` and `users`: undo the rows that met this outcome; all others stay.',
      }),
    ),
    exceptLeads: Type.Optional(
      Type.Array(leadId, {
        minItems: 1,
        maxItems: mostExcepted,
        description: 'Of all rows, or of those of an `outcome`: not those about these leads.',
      }),
    ),
    exceptUsers: Type.Optional(
      Type.Array(userReference.properties.userId, {
        minItems: 1,
        maxItems: mostExcepted,
        description: 'Of all rows, or of those of an `outcome`: not those about these users.',
      }),
    ),
    reviveKeys: Type.Optional(
      Type.Boolean({
        description:
          'Of an offboarding: bring back the access keys that it ended, with their accounts, where their end has not come. Left ' +
          'out, they stay ended. Of a key it needs the scope `admin`, as making keys does.',
      }),
    ),
    reason: runOptions.reason,
    runAt: runOptions.runAt,
    onFailure: runOptions.onFailure,
    onDrift: Type.Optional(
      Type.Enum(onDriftsOfUndo, {
        description:
          'What to do with a row that somebody changed after the request that is undone: leave it alone and go ' +
          'on, or end there. Never is it overwritten.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type UndoPlan = Static<typeof undoPlan>;

/** What is asked for all rows. */
export const undoSpec = Type.Object(
  {
    subjects: Type.Enum(['leads', 'users', 'parts'], {
      description: 'What the rows are about. `parts`: each says it, as those of an offboarding do.',
    }),
    leads: Type.Optional(Type.Integer({ description: 'How many leads were named.' })),
    users: Type.Optional(Type.Integer({ description: 'How many users were named.' })),
    outcome: Type.Optional(Type.Enum(undoableOutcomes)),
    exceptLeads: Type.Optional(Type.Array(Type.Integer())),
    exceptUsers: Type.Optional(Type.Array(Type.Integer())),
    reviveKeys: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, description: 'Of kind `undo`.' },
);

const switchedKeys = Type.Object(
  {
    revived: Type.Integer({ description: 'How many let their users in again.' }),
    stayEnded: Type.Integer({ description: 'How many stay ended.' }),
    wasAsked: Type.Boolean({ description: 'Whether `reviveKeys` asks for those whose end has not come.' }),
  },
  {
    additionalProperties: false,
    description: 'Where accounts come back: what becomes of the access keys that ended with them.',
  },
);

export const undoResult = Type.Object(
  {
    replacedBy: Type.Optional(
      Type.Integer({ description: 'Of a plan: another undo of the same request, to which it gave way.' }),
    ),
    keys: Type.Optional(switchedKeys),
  },
  { additionalProperties: false, description: 'Of kind `undo`.' },
);

/** What its preview tells beyond that of other kinds. */
export const undoPreview = Type.Object({ keys: Type.Optional(switchedKeys) });
