import { type Static, Type } from 'typebox';
import {
  requestKinds,
  requestOrigins,
  requestStates,
  rowOutcomes,
  undoneExtents,
  ways,
} from '../words/request-words.ts';
import { onDrifts, onFailures, onReceiversUnavailable } from '../words/term-words.ts';
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

const knownWays = Type.Array(Type.Enum(ways), {
  description: 'What whoever asks may ask for now: all other calls about it would be refused.',
});

const progressMembers = {
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

const warning = Type.Object(
  { code: Type.String(), message: Type.String(), userId: Type.Optional(Type.Integer()) },
  { description: 'What to know before it runs.' },
);

const switchedKeys = Type.Object(
  {
    revived: Type.Integer({ description: 'How many will let their users in again.' }),
    stayEnded: Type.Integer({ description: 'How many will stay ended.' }),
    wasAsked: Type.Boolean({ description: 'Whether `reviveKeys` asks for those whose end has not come.' }),
  },
  {
    description:
      'Of an undo that brings accounts back: what becomes of the access keys that ended with them.',
  },
);

const preview = Type.Object(
  {
    changed: Type.Integer(),
    changedInPart: Type.Optional(
      Type.Integer({ description: 'How many of those that will change will do so in part.' }),
    ),
    unchanged: Type.Integer(),
    failed: Type.Integer(),
    withoutRoom: Type.Optional(
      Type.Integer({ description: 'How many of those that will fail find no room in a receiver’s book.' }),
    ),
    skipped: Type.Optional(Type.Integer({ description: 'Rows that an undo will leave alone.' })),
    books: Type.Array(
      Type.Object({
        userId: Type.Integer(),
        receives: Type.Integer({ description: 'Leads on which the user becomes primary.' }),
        gives: Type.Integer({ description: 'Leads on which the user stops being primary.' }),
        demoted: Type.Integer({ description: 'Leads on which the user becomes secondary.' }),
        removed: Type.Integer({ description: 'Leads on which the user no longer stands.' }),
        bookBefore: Type.Integer(),
        bookAfter: Type.Integer(),
      }),
      {
        description:
          'First everyone whom `to` names to receive, with zeros where they get nothing; then others whose ' +
          'assignments it touches. Those who change most come first; 1,000 in all, or all receivers.',
      },
    ),
    usersTouched: Type.Integer({ description: 'Users whose assignments it changes.' }),
    emptied: Type.Optional(
      Type.Integer({ description: 'Leads on which somebody stands now and nobody will.' }),
    ),
    managersLost: Type.Optional(
      Type.Integer({ description: 'Users who have a manager now and will report to nobody.' }),
    ),
    keys: Type.Optional(switchedKeys),
    warnings: Type.Array(warning),
    leavers: Type.Optional(
      Type.Array(
        Type.Object({
          userId: Type.Integer(),
          name: Type.String(),
          isActive: Type.Boolean(),
          keys: Type.Integer({ description: 'Access keys in force.' }),
          reports: Type.Integer({ description: 'Who reports to them directly.' }),
          leads: Type.Integer({ description: 'Leads they stand on.' }),
          account: Type.Enum(['ends', 'stays', 'ended'], {
            description: '`stays`: something will be left. `ended`: it has ended already.',
          }),
          left: Type.Object(
            { leads: Type.Integer(), reports: Type.Integer() },
            { description: 'What no row will place.' },
          ),
        }),
        { description: 'Of an offboarding: what each leaver holds, and what will become of their account.' },
      ),
    ),
    leaversTogether: Type.Optional(
      Type.Object(
        { keys: Type.Integer(), reports: Type.Integer(), leads: Type.Integer() },
        { description: 'What they hold together: each lead once, and only reports who stay.' },
      ),
    ),
  },
  { additionalProperties: true, description: 'What the plan foresaw. Rows are under `rows`.' },
);

export const shownRequest = Type.Object({
  ...progressMembers,
  expiresAt: nullable(moment, {
    description:
      'Of a plan: when it expires, unless it is run before. Then its rows are gone, and it can be run no more.',
  }),
  onFailure: Type.Enum(onFailures),
  onDrift: Type.Enum(onDrifts),
  onReceiverUnavailable: Type.Enum(onReceiversUnavailable),
  retries: nullable(
    Type.Integer({ description: 'The request whose failed and not attempted rows these are.' }),
  ),
  retriedBy: Type.Array(Type.Integer(), {
    description: 'The requests that retry rows of this one: they ran, or wait to. A plan is not among them.',
  }),
  undoPlan: nullable(Type.Integer(), {
    description: 'The plan of an undo of this one that waits to be run, where it is in sight.',
  }),
  ways: knownWays,
  advised: Type.Array(Type.Enum(ways), {
    description:
      'Those of `ways` that come to something as things stand. Not among them: the run of a plan that would change ' +
      'nothing, and the retry of rows that all fail again, such as those of leads that are not there.',
  }),
  spec: Type.Unknown({ description: 'What was asked for all rows; its members depend on the kind.' }),
  preview: nullable(preview, { description: 'Null where nothing was planned.' }),
  result: Type.Unknown({
    description:
      'What is true once it has ended, beyond its rows; null for none. Of the plan of an undo that gave way to another ' +
      'undo of the same request, `replacedBy`. Of an undo that brought accounts back, `keys`, like those of a preview.',
  }),
});
export type ShownRequest = Static<typeof shownRequest>;

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
