import { type Static, Type } from 'typebox';
import { mostRows } from '../../words/limits.ts';
import { leadId, rowKey, runOptions } from '../plans.ts';
import { newLead } from '../records.ts';

/** What makes leads, archives them or brings them back. */
export const recordPlan = Type.Object(
  {
    kind: Type.Literal('record'),
    newLeads: Type.Optional(
      Type.Array(Type.Object({ ...newLead, key: Type.Optional(rowKey) }, { additionalProperties: false }), {
        minItems: 1,
        maxItems: mostRows,
        description: 'Leads that are new. Managers make leads for their team.',
      }),
    ),
    leads: Type.Optional(
      Type.Array(leadId, {
        minItems: 1,
        maxItems: mostRows,
        description: 'Instead of `newLeads`, with `isArchived`. For administrators.',
      }),
    ),
    isArchived: Type.Optional(
      Type.Boolean({
        description:
          'True: the leads are archived, and nobody stands on them any more. False: they come back, with whoever stood on ' +
          'them and is still active.',
      }),
    ),
    ...runOptions,
  },
  { additionalProperties: false },
);
export type RecordPlan = Static<typeof recordPlan>;

/** Its rows say all else. */
export const recordSpec = Type.Object(
  {
    isArchived: Type.Optional(
      Type.Boolean({ description: 'Leads were archived, or brought back. Absent: they are new.' }),
    ),
  },
  { additionalProperties: false, description: 'Of kind `record`: which leads are new, archived or back.' },
);
