import { type Static, Type } from 'typebox';
import { standings } from '../words/lead-words.ts';
import { accountStates, rowFilters, rowParts } from '../words/request-words.ts';
import { factChange } from './facts.ts';
import { rowFacts, rowInput } from './kinds/kept-rows.ts';
import { nullable, pageOf, pageQuery } from './paging.ts';
import { outcome } from './requests.ts';
import { person } from './users.ts';

const rowFilter = Type.Enum(rowFilters, {
  description:
    'Only rows that met this outcome. Those that changed in part are among those that changed, too.',
});
export const requestRowsQuery = Type.Object({ outcome: Type.Optional(rowFilter), ...pageQuery });
export type RequestRowsQuery = Static<typeof requestRowsQuery>;

const place = Type.Object({ role: Type.String(), standing: Type.Enum(standings) });
const accountState = Type.Enum(accountStates);

export const requestRowPage = pageOf(
  Type.Object({
    row: Type.Integer({ description: 'Its place in the input, from 1.' }),
    key: Type.Optional(Type.String({ description: 'The caller’s own key of the row.' })),
    part: Type.Optional(
      Type.Enum(rowParts, {
        description: 'What the row is about, in an offboarding and its undo.',
      }),
    ),
    leadId: Type.Optional(
      nullable(Type.Integer(), {
        description: 'Where rows are leads. Null: no such lead in this organisation.',
      }),
    ),
    userId: Type.Optional(
      nullable(Type.Integer(), {
        description: 'Where rows are users. Null: no such user in this organisation.',
      }),
    ),
    user: Type.Optional({ ...person, description: 'The same user by name; absent where out of sight.' }),
    managerBefore: Type.Optional(
      nullable(person, {
        description:
          'Where rows are reporting lines: whom the user reports to until the row’s turn comes, then whom the ' +
          'row changed it from. Null: nobody.',
      }),
    ),
    receiver: Type.Optional(
      nullable(person, {
        description:
          'Who receives, where rows differ in it: becomes primary or manager, gets the place of a leaver, or gets back ' +
          'what an undo puts back; `moves` says in which standing. Null: nobody; of a lead either since nobody is to ' +
          '(`input.primary` is null, too), or since nobody was found.',
      }),
    ),
    primaryNow: Type.Optional(
      nullable(person, {
        description: 'Who is primary in the receiver’s role as of now, until the lead’s turn comes.',
      }),
    ),
    moves: Type.Optional(
      Type.Array(
        Type.Object({
          user: person,
          before: nullable(place, { description: 'Null: not on the lead.' }),
          after: nullable(place, { description: 'Null: not on the lead any more.' }),
        }),
        {
          description:
            'Where rows are leads: who moved on it by the row, from which agent role and standing to which; until its ' +
            'turn comes, who would as things are. Whoever ends as primary comes first.',
        },
      ),
    ),
    account: Type.Optional(
      Type.Object(
        { before: accountState, after: accountState },
        { description: 'Where the row is an account: what became of it, or is to.' },
      ),
    ),
    changes: Type.Optional(
      Type.Array(factChange, {
        description:
          'Where the row is about facts: which it changed, from what to what; until its turn comes, which it would.',
      }),
    ),
    input: Type.Optional(rowInput),
    planned: Type.Optional(outcome),
    outcome,
    code: Type.Optional(Type.String({ description: 'Why it did not go as asked, for programs.' })),
    message: Type.Optional(Type.String({ description: 'Why it did not go as asked, for people.' })),
    leftAlone: Type.Optional(
      Type.Array(
        Type.Object({
          role: Type.String({
            description:
              'The role on the lead; `account` where the row is an account, the fact where it is about facts.',
          }),
          code: Type.String(),
          message: Type.String(),
          laterRequestId: Type.Optional(
            Type.Integer({ description: 'The request since which it stands as it does.' }),
          ),
        }),
        {
          description:
            'What an undo did not put back. Where the outcome is `changed`, the row changed in part: all else was.',
        },
      ),
    ),
    facts: Type.Optional(rowFacts),
    undoneBy: Type.Optional(
      Type.Integer({
        description: 'The undo by which the row stands again as before it: it cannot be undone once more.',
      }),
    ),
    why: Type.Optional(
      Type.String({
        description: 'Why the receiver was chosen, where shares decided, or gets it back, in an undo.',
      }),
    ),
  }),
);
export type RequestRowPage = Static<typeof requestRowPage>;
