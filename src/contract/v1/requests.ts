import { type Static, Type } from 'typebox';
import {
  requestKinds,
  requestOrigins,
  requestStates,
  rowOutcomes,
  undoneExtents,
  ways,
} from '../words/request-words.ts';
import { moment, momentQuery } from './moments.ts';
import { nullable, pageOf, pageQuery } from './paging.ts';
import { person } from './users.ts';

const kind = Type.Enum(requestKinds);
const state = Type.Enum(requestStates);
export const outcome = Type.Enum(rowOutcomes);
const requestId = Type.Integer({ description: 'The number that LeadSquared calls WFAId.' });

/** Beside whoever did something: it may be somebody else who let a program act as them. */
export const keyMadeBy = nullable(person, {
  description:
    'Who made the access key by which they did it, where that was somebody else. Null: nobody else who is known.',
});

/** The request behind a change. */
export const cause = Type.Object({
  requestId,
  kind,
  requestedBy: nullable(person, { description: 'Null: the operator, from the command line.' }),
  keyMadeBy,
  reason: nullable(Type.String(), { description: 'Why, in the words of whoever asked for it.' }),
  undone: nullable(Type.Enum(undoneExtents), {
    description:
      'How much of what it changed undos have put back. Null: nothing, or what was is undone itself.',
  }),
});

const counts = Type.Object({
  total: Type.Integer(),
  changed: Type.Integer(),
  changedInPart: Type.Integer({ description: 'How many of those that changed did so in part.' }),
  unchanged: Type.Integer(),
  failed: Type.Integer(),
  skipped: Type.Integer(),
  notAttempted: Type.Integer({ description: 'Rows whose turn has not come, or never will.' }),
});

const summaryMembers = {
  ...cause.properties,
  state,
  origin: Type.Enum(requestOrigins, {
    description:
      'The door it came through; `cli` where a call had the header `Baton-Client: cli`, as the command line’s have.',
  }),
  counts,
  createdAt: moment,
  runAt: nullable(moment, { description: 'It runs not before this moment.' }),
  startedAt: nullable(moment),
  finishedAt: nullable(moment),
  undoes: nullable(Type.Integer({ description: 'The request that this one undoes.' })),
  undoneBy: Type.Array(Type.Integer(), {
    description: 'The requests that undo this one: they ran, or wait to. A plan is not among them.',
  }),
  leavers: Type.Optional(
    Type.Array(person, { description: 'Who leaves by an offboarding; absent from other kinds.' }),
  ),
};

export const requestSummary = Type.Object(summaryMembers);
export type RequestSummary = Static<typeof requestSummary>;

export const knownWays = Type.Array(Type.Enum(ways), {
  description: 'What whoever asks may ask for now: all other calls about it would be refused.',
});

export const progressMembers = {
  ...summaryMembers,
  rowsPerSecond: nullable(Type.Number(), {
    description: 'Over the time since it started. Null unless it is running and has rows to show.',
  }),
  estimatedFinishAt: nullable(moment, {
    description: 'Where the rest goes as fast as what is done went. Null where `rowsPerSecond` is.',
  }),
};

/** What the events of a request tell. */
export const requestProgress = Type.Object(progressMembers);
export type RequestProgress = Static<typeof requestProgress>;

export const requestPage = pageOf(Type.Object({ ...summaryMembers, ways: knownWays }));
export type RequestPage = Static<typeof requestPage>;

export const requestParams = Type.Object({
  id: Type.String({ description: 'The request’s id, in digits.', examples: ['1064688470'] }),
});

export const requestsQuery = Type.Object({
  kind: Type.Optional(kind),
  state: Type.Optional(state),
  by: Type.Optional(
    Type.String({
      description: 'The id of the user who asked for it, in digits. One who is not there is refused.',
    }),
  ),
  from: Type.Optional(momentQuery('Created at this moment or later.')),
  to: Type.Optional(momentQuery('Created before this moment.')),
  ...pageQuery,
});
export type RequestsQuery = Static<typeof requestsQuery>;
