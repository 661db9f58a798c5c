import { type Static, type TObject, type TSchema, Type } from 'typebox';
import { type RequestKind, ways } from '../words/request-words.ts';
import { onDrifts, onFailures, onReceiversUnavailable } from '../words/term-words.ts';
import { asStored } from './kinds/kept.ts';
import { kinds, type PreviewMore, type Result, type Spec } from './kinds/kinds.ts';
import { moment } from './moments.ts';
import { nullable } from './paging.ts';
import { knownWays, progressMembers } from './requests.ts';

const warning = Type.Object(
  { code: Type.String(), message: Type.String(), userId: Type.Optional(Type.Integer()) },
  { description: 'What to know before it runs.' },
);

const previewOfEvery = Type.Object({
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
  warnings: Type.Array(warning),
});

const membersOfEvery = Type.Object({
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
});

/** The preview of a request of one of these kinds. */
export type PreviewOf<Kind extends RequestKind = RequestKind> = {
  [Name in Kind]: Static<typeof previewOfEvery> & PreviewMore<Name>;
}[Kind];

/** A request; its kind says what its `spec`, its `preview` and its `result` are. */
export type ShownRequest<Kind extends RequestKind = RequestKind> = {
  [Name in Kind]: Omit<Static<typeof membersOfEvery>, 'kind'> & {
    kind: Name;
    spec: Spec<Name>;
    preview: PreviewOf<Name> | null;
    result: Result<Name> | null;
  };
}[Kind];

const all = Object.values(kinds);
const previews: readonly TObject[] = all.map(({ preview }) => preview);

export const shownMembers = {
  ...membersOfEvery.properties,
  spec: Type.Union(
    all.map(({ spec }) => spec),
    { ...asStored, description: 'What was asked for all rows; its members depend on the kind.' },
  ),
  preview: nullable(
    Type.Object(
      Object.assign({}, ...previews.map(({ properties }) => properties), previewOfEvery.properties),
      {
        additionalProperties: true,
        description: 'What the plan foresaw. Rows are under `rows`.',
      },
    ),
    { description: 'Null where nothing was planned.' },
  ),
  result: Type.Union([...new Set<TSchema>(all.map(({ result }) => result))], {
    ...asStored,
    description:
      'What is true once it has ended, beyond its rows; its members depend on the kind. Null for none.',
  }),
};

export const shownRequest = Type.Unsafe<ShownRequest>(Type.Object(shownMembers));
