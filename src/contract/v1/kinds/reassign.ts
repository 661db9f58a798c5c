import { type Static, Type } from 'typebox';
import { mostLeads, mostUsersOfRow } from '../../words/limits.ts';
import { otherUsers } from '../../words/term-words.ts';
import { selection } from '../lead-filters.ts';
import { nullable } from '../paging.ts';
import {
  leadId,
  onReceiverUnavailable,
  others,
  receiver,
  removal,
  rowKey,
  runOptions,
  userReference,
} from '../plans.ts';
import { keptCaps, keptReceiver, keptShare, keptUser } from './kept.ts';

const leadRow = Type.Object(
  {
    leadId,
    primary: Type.Optional(
      Type.Union([userReference, Type.Null()], {
        description:
          'Who becomes primary. Null: nobody, and `others: all`, `agentRole` or `remove` say who is removed. ' +
          'Left out: whoever receives by `to`.',
      }),
    ),
    listed: Type.Optional(Type.Array(userReference, { maxItems: mostUsersOfRow })),
    others: Type.Optional(others),
    ...removal,
    key: Type.Optional(rowKey),
  },
  { additionalProperties: false },
);

/** What makes a reassignment: which leads, and what is to become of them. */
export const reassignPlan = Type.Object(
  {
    kind: Type.Literal('reassign'),
    leads: Type.Optional(Type.Array(leadId, { minItems: 1, maxItems: mostLeads })),
    rows: Type.Optional(Type.Array(leadRow, { minItems: 1, maxItems: mostLeads })),
    selection: Type.Optional(selection),
    to: Type.Optional(
      Type.Union([receiver, Type.Null()], {
        description:
          'Who receives the leads whose row names no primary. Null: nobody, and `others: all`, `agentRole` or ' +
          '`remove` say who is removed. Who may ask for that is a setting of the organisation.',
      }),
    ),
    others: Type.Optional(others),
    ...removal,
    onReceiverUnavailable: Type.Optional(onReceiverUnavailable),
    ...runOptions,
  },
  { additionalProperties: false },
);
export type ReassignPlan = Static<typeof reassignPlan>;

/** What is asked for all rows. */
export const reassignSpec = Type.Object(
  {
    selection: Type.Optional(selection),
    to: Type.Optional(
      nullable(keptReceiver, { description: 'Who receives; null: nobody. Absent: as each row says.' }),
    ),
    primary: Type.Optional(keptUser),
    listed: Type.Optional(Type.Array(keptUser)),
    others: Type.Optional(Type.Enum(otherUsers)),
    agentRole: Type.Optional(Type.String({ description: 'The role that is emptied.' })),
    remove: Type.Optional(Type.Array(keptUser, { description: 'Users who are removed from every lead.' })),
    removes: Type.Optional(Type.Boolean({ description: 'The terms or a row take users off leads.' })),
    othersByRow: Type.Optional(
      Type.Boolean({ description: 'Rows say themselves what becomes of the others.' }),
    ),
    shares: Type.Optional(Type.Array(keptShare)),
    caps: Type.Optional(keptCaps),
    handedTo: Type.Optional(keptReceiver),
  },
  {
    additionalProperties: false,
    description: 'Of kind `reassign`. `primary` and `listed`: of a single one.',
  },
);
