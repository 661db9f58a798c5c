import type { Transaction } from '../../database/transaction.ts';
import { findLeft } from './find-left.ts';
import { type Left, listStaying } from './left-rules.ts';

interface StayAsk {
  /** Who leaves. */
  userIds: readonly number[];
  /** Whose accounts are to end, in their order. */
  order: readonly number[];
  /** To whom those report whose own lines end with their accounts. */
  lines: ReadonlyMap<number, number>;
  /** Whether accounts stay of which something is left, and whether the first of them ends the request. */
  waits: boolean;
  stops?: boolean;
  /** Without what the rows of this request are foreseen to place. */
  planned?: number | undefined;
}

/** What is left of whom, once all who may have left. A line that ends with its account is nothing that is left of a leaver. */
export async function findWhoStays(
  tx: Transaction,
  orgId: number,
  { userIds, order, lines, waits, stops = false, planned }: StayAsk,
): Promise<Map<number, Left>> {
  const left = await findLeft(tx, orgId, { userIds, ending: [...lines.keys()], planned });
  const holding = order.filter((userId) => left.has(userId));
  if (!waits || holding.length === 0) return left;
  const staying = listStaying(holding, { order, lines, stops });
  const ending = [...lines.keys()].filter((userId) => !staying.has(userId));
  return findLeft(tx, orgId, { userIds, ending, planned });
}
