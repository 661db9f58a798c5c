import { type Static, Type } from 'typebox';

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
});
export type ShownBook = Static<typeof shownBook>;
