import type { Database } from '../../database/database.ts';
import type { Reader } from '../access/access-rules.ts';
import { type ListedKey, listKeysOfUser } from '../keys/list-key-pages.ts';
import type { Page } from '../paging/page-rules.ts';
import { listReports, type Report } from '../reporting/list-reports.ts';
import { type ShownUser, showUser } from '../users/show-user.ts';
import type { UserName } from '../users/user-name.ts';
import { type ShownBook, showBook } from './show-book.ts';
import { type Inventory, takeInventory } from './take-inventory.ts';

interface Parts {
  book: ShownBook;
  /** The first of those who report to the user directly. */
  reports: Page<Report>;
  keys: Page<ListedKey>;
  inventory: Inventory;
}

interface Ask {
  name: UserName;
  asOf?: string | undefined;
  include: ReadonlySet<keyof Parts>;
  /** How many reports and keys. */
  limit: number;
}

/** A user with what was asked for besides, each as its own use case gives or refuses it; one after the other, on one connection. */
export async function showUserWithParts(
  database: Database,
  reader: Reader,
  { name, asOf, include, limit }: Ask,
): Promise<ShownUser & Partial<Parts>> {
  const keys = include.has('keys') && { keys: await listKeysOfUser(database, reader, { name, limit }) };
  const user = await showUser(database, reader, { name, asOf });
  const book = include.has('book') && { book: await showBook(database, reader, { name, asOf }) };
  const reports = include.has('reports') && {
    reports: await listReports(database, reader, { name, asOf, depth: 1, limit }),
  };
  const inventory = include.has('inventory') && { inventory: await takeInventory(database, reader, name) };
  return { ...user, ...book, ...reports, ...keys, ...inventory };
}
