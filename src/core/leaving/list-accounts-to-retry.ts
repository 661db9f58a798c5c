import type { Transaction } from '../../database/transaction.ts';
import { readRowsToRetry } from '../ledger/retry-store.ts';

/** Whose accounts failed or were not attempted, in the order of their rows. */
export async function listAccountsToRetry(
  tx: Transaction,
  orgId: number,
  retried: number,
): Promise<number[]> {
  const userIds: number[] = [];
  for await (const rows of readRowsToRetry(tx, orgId, { requestId: retried, part: 'account' })) {
    userIds.push(...rows.map(({ subject }) => subject));
  }
  return userIds;
}
