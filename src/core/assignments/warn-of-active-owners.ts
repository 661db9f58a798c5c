import type { Transaction } from '../../database/transaction.ts';
import type { SelectionAsk } from '../leads/select-leads.ts';
import type { PlannedBook, PlanWarning } from '../requests/plan-rules.ts';
import { UserDirectory } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';

const mostNamed = 10;

/**
 * Who is active and would lose leads to a selection of what somebody holds, or of what the inactive hold: it may have
 * been meant for a leaver, who may share the lead with somebody else.
 */
export async function warnOfActiveOwners(
  tx: Transaction,
  orgId: number,
  { owner, primaryInactive }: SelectionAsk,
  books: readonly PlannedBook[],
): Promise<PlanWarning[]> {
  const giving = owner || primaryInactive ? books.filter(({ gives }) => gives > 0) : [];
  if (giving.length === 0) return [];
  const userIds = giving.map(({ userId }) => userId);
  const users = new UserDirectory(await findUsers(tx, orgId, { userIds }));
  return giving
    .filter(({ userId }) => users.isActive(userId))
    .slice(0, mostNamed)
    .map(({ userId, gives }) => ({
      code: 'owner-active',
      message: `${users.describe(userId)} is active and would lose ${gives === 1 ? '1 lead' : `${gives.toLocaleString('en')} leads`}. Make sure that this is meant.`,
      userId,
    }));
}
