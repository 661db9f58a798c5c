import type { BookPage } from '../../../contract/v1/books.ts';
import type { OrphanPage } from '../../../contract/v1/orphans.ts';
import { formOf, personCells } from './csv-form.ts';

type Orphan = OrphanPage['items'][number];
type Book = BookPage['items'][number];

export const orphanForm = formOf<Orphan>({
  kind: ({ kind }) => kind,
  lead_id: ({ leadId }) => leadId,
  role: ({ role }) => role,
  ...personCells('user', ({ user }: Orphan) => user),
  ...personCells('manager', ({ manager }: Orphan) => manager),
  book: ({ book }) => book,
  request_id: ({ requestId }) => requestId,
  message: ({ message }) => message,
});

export const bookForm = formOf<Book>({
  ...personCells('user', ({ user }: Book) => user),
  is_active: ({ user }) => user.isActive,
  agent_role: ({ agentRole }) => agentRole,
  book: ({ book }) => book,
});
