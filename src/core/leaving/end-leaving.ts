import type { Transaction } from '../../database/transaction.ts';
import { checkLeavers } from '../holdings/check-leavers.ts';
import { recordResult } from '../ledger/result-store.ts';
import { stopLeaving } from '../users/account-store.ts';

/** Whoever was leaving has left or stays; whether anything still points at them, and what, is kept with the request. */
export async function endLeaving(
  tx: Transaction,
  orgId: number,
  { requestId, spec }: { requestId: number; spec: { leavers: readonly { userId: number }[] } },
): Promise<void> {
  const userIds = spec.leavers.map(({ userId }) => userId);
  stopLeaving(tx, orgId, requestId);
  recordResult(tx, orgId, requestId, await checkLeavers(tx, orgId, userIds));
}
