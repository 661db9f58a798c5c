import type { Transaction } from '../../../database/transaction.ts';
import type { LeadSource } from '../../assignments/reassignment-terms.ts';
import type { PlanWarning, Preview } from '../../ledger/plan-rules.ts';
import { UserDirectory } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';

/**
 * Whether the owner whose leads were selected stays their primary all the same: a receiver of another agent role stands
 * beside them, and takes the place of somebody else.
 */
export async function warnOfStayingOwner(
  tx: Transaction,
  orgId: number,
  { source, receivers }: { source: LeadSource; receivers: readonly number[] },
  { books, changed }: Preview,
): Promise<PlanWarning[]> {
  if (source === 'staged') return [];
  const { owner, standing = 'primary', asOf } = source.selection;
  if (owner === undefined || standing !== 'primary' || asOf !== undefined) return [];
  if (receivers.length === 0 || receivers.includes(owner)) return [];
  const stays = changed - (books.find(({ userId }) => userId === owner)?.gives ?? 0);
  if (stays <= 0) return [];
  const users = new UserDirectory(await findUsers(tx, orgId, { userIds: [owner] }));
  const leads = stays === 1 ? '1 of these leads' : `${stays} of these leads`;
  const message = `${users.describe(owner)} stays primary on ${leads}: whoever receives them has another agent role. Name receivers of the same role, or let all others go.`;
  return [{ code: 'owner-stays', message, userId: owner }];
}
