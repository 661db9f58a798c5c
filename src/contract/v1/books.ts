import { type Static, Type } from 'typebox';
import { pageOf, pageQuery } from './paging.ts';
import { person } from './users.ts';

export const shownBook = Type.Object({
  userId: Type.Integer(),
  book: Type.Integer({ description: 'The leads on which the user is primary.' }),
  roles: Type.Array(
    Type.Object({
      role: Type.String({ description: 'The agent role in which the user stands on the leads.' }),
      primary: Type.Integer({ description: 'Leads on which they are primary in it.' }),
      secondary: Type.Integer({ description: 'Leads on which they are secondary in it.' }),
    }),
    { description: 'In the order of the roles’ names.' },
  ),
  statuses: Type.Array(
    Type.Object({
      status: Type.String({ description: 'The status that the leads have now.' }),
      primary: Type.Integer(),
      secondary: Type.Integer(),
    }),
    { description: 'The same leads by status, those first on which the user is primary most.' },
  ),
});
export type ShownBook = Static<typeof shownBook>;

export const booksQuery = Type.Object({
  sort: Type.Optional(
    Type.Enum(['size', '-size'], {
      default: '-size',
      description: '`-size`: the largest first. Those of one size by user id.',
    }),
  ),
  agentRole: Type.Optional(
    Type.String({
      maxLength: 320,
      pattern: '^[^\\u0000]*$',
      description: 'Only users whose agent role is exactly this. One that there is not is refused.',
    }),
  ),
  ...pageQuery,
});
export type BooksQuery = Static<typeof booksQuery>;

export const bookPage = Type.Object({
  spread: Type.Object(
    {
      users: Type.Integer({ description: 'How many users are listed over all pages.' }),
      leads: Type.Integer({
        description: 'Their books together; a lead with primaries in two roles counts in both.',
      }),
      empty: Type.Integer({ description: 'Users with an empty book.' }),
      median: Type.Integer({ description: 'At least half of the books are this large or smaller.' }),
      largest: Type.Integer(),
      bins: Type.Array(
        Type.Object({
          from: Type.Integer({ description: 'The smallest size in it.' }),
          to: Type.Integer({ description: 'The largest size in it.' }),
          users: Type.Integer(),
          leads: Type.Integer(),
        }),
        { description: '0, 1, 2–4, 5–9, 10–19, 20–49, 50–99 and so on, up to the largest book.' },
      ),
    },
    { description: 'How the leads are spread, whatever the page shows.' },
  ),
  ...pageOf(
    Type.Object({
      user: person,
      agentRole: Type.String(),
      book: Type.Integer({ description: 'The leads on which the user is primary.' }),
    }),
  ).properties,
});
export type BookPage = Static<typeof bookPage>;
