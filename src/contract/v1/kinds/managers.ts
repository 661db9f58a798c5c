import { type Static, Type } from 'typebox';
import { mostRows } from '../../words/limits.ts';
import { rowKey, runOptions, userReference } from '../plans.ts';
import { keptReceiver } from './kept.ts';

/** What makes a change of managers. */
export const managersPlan = Type.Object(
  {
    kind: Type.Literal('managers'),
    rows: Type.Array(
      Type.Object(
        {
          user: userReference,
          manager: Type.Union([userReference, Type.Null()], { description: 'Null: no manager.' }),
          key: Type.Optional(rowKey),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: mostRows },
    ),
    ...runOptions,
  },
  { additionalProperties: false },
);
export type ManagersPlan = Static<typeof managersPlan>;

/** Its rows say all of it, unless it is a retry for somebody else. */
export const managersSpec = Type.Object(
  { handedTo: Type.Optional(keptReceiver) },
  { additionalProperties: false, description: 'Of kind `managers`.' },
);

/** What its preview tells beyond that of other kinds. */
export const managersPreview = Type.Object({
  managersLost: Type.Optional(
    Type.Integer({ description: 'Users who have a manager now and will report to nobody.' }),
  ),
});
