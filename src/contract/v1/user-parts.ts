import { type Static, Type } from 'typebox';
import { shownBook } from './books.ts';
import { keyPage } from './keys.ts';
import { asOf } from './moments.ts';
import { inventory } from './offboarding.ts';
import { reportPage, shownUser } from './users.ts';

/** What belongs to a user and is an answer of its own, which may come along with the user. */
export const userParts = ['book', 'reports', 'keys', 'inventory'] as const;
export type UserPart = (typeof userParts)[number];

export const shownUserQuery = Type.Object({
  asOf,
  include: Type.Optional(
    Type.String({
      maxLength: 100,
      description:
        'What else to answer, separated by commas: `book`, `reports`, `keys`, `inventory`. Each is what its own ' +
        'call answers; `book` and `reports`, the direct ones, as of the same moment, the others as of now. `keys` ' +
        'are for administrators.',
      examples: ['book,reports'],
    }),
  ),
});

const parts = {
  book: shownBook,
  inventory,
  reports: Type.Object(reportPage.properties, {
    description: 'The first page of `reports` with `depth` 1; its `next` leads on there.',
  }),
  keys: Type.Object(keyPage.properties, {
    description: 'The first page of `keys`; its `next` leads on there.',
  }),
};
export type UserParts = { [Part in UserPart]: Static<(typeof parts)[Part]> };

export const userWithParts = Type.Object({
  ...shownUser.properties,
  ...Type.Partial(Type.Object(parts)).properties,
});
