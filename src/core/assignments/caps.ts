import type { Transaction } from '../../database/transaction.ts';
import type { AssignmentChange } from '../law/assignment-rules.ts';
import { loadBooks } from './assignment-store.ts';

/** The room that capped receivers have while rows run, or while their run is foreseen. */
export interface Caps {
  /** Moves the books with a change of a lead. Names a user whose book is too full for that: then none has moved. */
  move(change: AssignmentChange): number | undefined;
}

/**
 * The caps of a request's receivers, as true as the books are now: capped receivers are locked, so that two
 * requests that fill one book at once do it one after the other.
 */
export async function openCaps(
  tx: Transaction,
  orgId: number,
  caps: ReadonlyMap<number, number>,
): Promise<Caps> {
  if (caps.size > 0) lockBooks(tx, orgId, [...caps.keys()]);
  return foreseeCaps(tx, orgId, caps);
}

/** The same for a plan, which locks nobody: what it foresees is what runs where no book moves in between. */
export async function foreseeCaps(
  tx: Transaction,
  orgId: number,
  caps: ReadonlyMap<number, number>,
): Promise<Caps> {
  const books = caps.size === 0 ? new Map<number, number>() : await loadBooks(tx, orgId, [...caps.keys()]);
  const isFull = (userId: number) =>
    (books.get(userId) ?? 0) >= (caps.get(userId) ?? Number.POSITIVE_INFINITY);
  const add = (userId: number, leads: number) => books.set(userId, (books.get(userId) ?? 0) + leads);
  return {
    move: ({ close, open }) => {
      const before = primariesOf(close);
      const after = primariesOf(open);
      const gaining = after.filter((userId) => !before.includes(userId));
      const full = gaining.find(isFull);
      if (full !== undefined) return full;
      for (const userId of gaining) add(userId, 1);
      for (const userId of before) if (!after.includes(userId)) add(userId, -1);
      return undefined;
    },
  };
}

function primariesOf(rows: AssignmentChange['open']): number[] {
  return rows.filter((row) => row.standing === 'primary').map((row) => row.userId);
}

function lockBooks(tx: Transaction, orgId: number, userIds: readonly number[]): void {
  tx.write({
    text: `select from org_user where org_id = $1 and user_id = any($2::integer[])
      order by user_id for no key update`,
    values: [orgId, userIds],
  });
}
