// Who stood where before a row and after it, in the words that every face tells people.

import { wordFact } from '../words/fact-words.ts';
import type { Standing } from '../words/lead-words.ts';
import type { AccountState, RowPart } from '../words/request-words.ts';

/** An agent role on a lead, and the standing in it. */
export interface Place {
  role: string;
  standing: Standing;
}

/** Somebody whom a row moved on a lead; null: not on it. */
export interface Move<User> {
  user: User;
  before: Place | null;
  after: Place | null;
}

/** A row as far as it tells who moved: on a lead, in the tree, what became of an account, or which facts changed. */
export interface MovingRow<User> {
  leadId?: number | null;
  part?: RowPart;
  moves?: readonly Move<User>[];
  managerBefore?: User | null;
  primaryNow?: User | null;
  receiver?: User | null;
  account?: { before: AccountState; after: AccountState };
  changes?: readonly Change[];
  input?: AskedRow;
}

/** A fact, and what it is before a row and after it; null: it is not known. */
interface Change {
  fact: string;
  before: string | null;
  after: string | null;
}

/** What a row asked for, as far as it names who is to receive; null: nobody. */
interface AskedRow {
  primary?: Reference | null;
  manager?: Reference | null;
  managerGuid?: string;
}

/** A user as a row named them. */
interface Reference {
  userId?: number;
  email?: string;
}

/** One side of a row: users with their place where that is on a lead, or a word. */
export type Side<User> = { users: readonly { user: User; place?: Place }[] } | { text: string };

type When = 'before' | 'after';

const nobody = { text: 'nobody' };

/** Who stood, led, or had an account before the row, or after it, or what was known; undefined where the row tells nothing of it. */
export function tellSide<User>(row: MovingRow<User>, when: When): Side<User> | undefined {
  const { moves, account, managerBefore, primaryNow } = row;
  if (account) return { text: account[when] };
  if (row.changes) return { text: row.changes.map((change) => wordFactSide(change, when)).join(', ') };
  if (moves) return listUsers(moves, when);
  if (when === 'after') return tellReceiver(row);
  const user = managerBefore === undefined ? primaryNow : managerBefore;
  return user === undefined ? undefined : tellUser(user);
}

/** `last name Lima`, or `no last name`. */
function wordFactSide(change: Change, when: When): string {
  const name = wordFact(change.fact);
  return change[when] ? `${name} ${change[when]}` : `no ${name}`;
}

function listUsers<User>(moves: readonly Move<User>[], when: When): Side<User> {
  const users = moves.flatMap(({ user, [when]: place }) => (place ? [{ user, place }] : []));
  return users.length === 0 ? nobody : { users };
}

function tellUser<User>(user: User | null): Side<User> {
  return user === null ? nobody : { users: [{ user }] };
}

/** As asked where that is nobody known, and nobody only where nobody was asked for. */
function tellReceiver<User>({ receiver, input = {}, leadId, part }: MovingRow<User>): Side<User> | undefined {
  if (receiver) return tellUser(receiver);
  const { manager, managerGuid, primary } = input;
  const text = tellReference(manager ?? primary) ?? (managerGuid || undefined);
  if (text !== undefined) return { text };
  const isOfLead = leadId !== undefined || part === 'account';
  return manager === null || primary === null || (receiver === null && !isOfLead) ? nobody : undefined;
}

/** A user as a row named them, where nobody knows them. */
export function tellReference(reference: Reference | null | undefined): string | undefined {
  const { userId, email } = reference ?? {};
  return email ?? (userId === undefined ? undefined : `user ${userId}`);
}

/** ` as Loan Officer, primary`, to follow a name. */
export function wordAs(place: Place | undefined): string {
  return place ? ` as ${wordPlace(place)}` : '';
}

/** `Loan Officer, primary` */
export function wordPlace({ role, standing }: Place): string {
  return `${role}, ${standing}`;
}

const mostUsers = 3;

/** One side in a line, by whatever name users go there. */
export function wordSide<User>(side: Side<User> | undefined, nameOf: (user: User) => string): string {
  if (side === undefined) return '';
  if ('text' in side) return side.text;
  const named = side.users.map(({ user, place }) => nameOf(user) + wordAs(place));
  const more = named.length - mostUsers;
  return named.slice(0, mostUsers).join('; ') + (more > 0 ? ` and ${more.toLocaleString('en')} more` : '');
}
