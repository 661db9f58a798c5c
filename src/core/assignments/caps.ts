import type { Transaction } from '../../database/transaction.ts';
import { loadBooks } from './assignment-store.ts';

/** The room that capped receivers have while rows run. */
export interface Caps {
  /** Takes a place in the user's book; false where it is full. A user without a cap always has room. */
  take(userId: number): boolean;
  /** Gives a place back: the user holds a lead less. */
  giveBack(userId: number): void;
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
  const books = caps.size === 0 ? new Map<number, number>() : await lockBooks(tx, orgId, [...caps.keys()]);
  return {
    take: (userId) => {
      const cap = caps.get(userId);
      const book = books.get(userId) ?? 0;
      if (cap !== undefined && book >= cap) return false;
      books.set(userId, book + 1);
      return true;
    },
    giveBack: (userId) => {
      books.set(userId, (books.get(userId) ?? 0) - 1);
    },
  };
}

async function lockBooks(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, number>> {
  tx.write({
    text: `select from org_user where org_id = $1 and user_id = any($2::integer[])
      order by user_id for no key update`,
    values: [orgId, userIds],
  });
  return loadBooks(tx, orgId, userIds);
}
