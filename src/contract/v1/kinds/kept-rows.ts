import { type Static, Type } from 'typebox';
import { otherUsers } from '../../words/term-words.ts';
import { nullable } from '../paging.ts';
import { asStored, keptPerson, keptUser } from './kept.ts';

// What rows of any kind keep, in one shape: pages of a thousand are written fast, and a row need not say its kind.

const userOfRow = Type.Union([Type.Integer({ description: 'The id of one who was found.' }), keptUser]);

/** Of every kind: which members there are depends on what the row is about. */
export const rowInput = Type.Object(
  {
    primary: Type.Optional(nullable(keptUser, { description: 'Null: nobody receives the lead.' })),
    listed: Type.Optional(Type.Array(userOfRow)),
    others: Type.Optional(Type.Enum(otherUsers)),
    agentRole: Type.Optional(Type.String()),
    remove: Type.Optional(Type.Array(userOfRow)),
    heirs: Type.Optional(
      Type.Array(
        Type.Object(
          { leaverId: Type.Integer(), receiver: nullable(keptUser) },
          { additionalProperties: false },
        ),
        { description: 'Who gets the place of which leaver, where that is not the receiver.' },
      ),
    ),
    user: Type.Optional(keptUser),
    manager: Type.Optional(nullable(keptUser)),
    key: Type.Optional(Type.String()),
    leadId: Type.Optional(Type.Integer({ description: 'Of a new lead: the id that was asked for.' })),
    facts: Type.Optional(
      Type.Record(Type.String(), nullable(Type.String()), { description: 'What was to be known.' }),
    ),
    before: Type.Optional(
      Type.Record(Type.String(), nullable(Type.String()), { description: 'What was known as of the plan.' }),
    ),
    line: Type.Optional(Type.Integer({ description: 'Where it begins in the file that it came by.' })),
    userGuid: Type.Optional(Type.String({ description: 'As the LeadSquared contract names users.' })),
    managerGuid: Type.Optional(Type.String()),
  },
  {
    ...asStored,
    additionalProperties: false,
    description: 'The row as asked, where rows ask for different things or it named somebody unknown.',
  },
);
export type RowInput = Static<typeof rowInput>;

/** Of every code. */
export const rowFacts = Type.Object(
  {
    field: Type.Optional(Type.String({ description: 'The member at fault.' })),
    userId: Type.Optional(Type.Integer({ description: 'Who is in the way.' })),
    laterRequest: Type.Optional(
      nullable(Type.Integer(), {
        description: 'The request that changed it meanwhile; null: none is known.',
      }),
    ),
    undoneBy: Type.Optional(Type.Integer({ description: 'The undo that put it back already.' })),
    plannedFor: Type.Optional(Type.Integer({ description: 'Who was to receive it by the plan.' })),
    path: Type.Optional(Type.Array(keptPerson, { description: 'Of a cycle: who would report to whom.' })),
    leftOut: Type.Optional(Type.Integer({ description: 'How many of the path are not told.' })),
    leads: Type.Optional(Type.Integer({ description: 'How many leads are left.' })),
    leadIds: Type.Optional(Type.Array(Type.Integer(), { description: 'The first of them.' })),
    reports: Type.Optional(Type.Integer({ description: 'How many reports are left.' })),
    reportIds: Type.Optional(Type.Array(Type.Integer(), { description: 'The first of them.' })),
    line: Type.Optional(Type.Integer({ description: 'Of a file.' })),
    column: Type.Optional(Type.String({ description: 'Of a file.' })),
  },
  {
    ...asStored,
    additionalProperties: false,
    description: 'More about why; which members there are depends on the code.',
  },
);
export type RowFacts = Static<typeof rowFacts>;
