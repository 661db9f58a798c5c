import { countOf } from '../../contract/rules/count-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PlanWarning } from '../ledger/plan-rules.ts';
import { UserDirectory } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';

/** Who takes no leads now and was named to receive some all the same: whoever runs the plan was told. */
export async function warnOfUnavailable(
  tx: Transaction,
  orgId: number,
  receiving: ReadonlyMap<number, number>,
): Promise<PlanWarning[]> {
  if (receiving.size === 0) return [];
  const users = new UserDirectory(await findUsers(tx, orgId, { userIds: [...receiving.keys()] }));
  return [...receiving].map(([userId, leads]) => ({
    code: 'receiver-unavailable',
    message: `${users.describe(userId)} takes no new leads now, and would be given ${countOf(leads, 'lead')} all the same. Make sure that this is meant.`,
    userId,
  }));
}
