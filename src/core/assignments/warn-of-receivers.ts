import type { Transaction } from '../../database/transaction.ts';
import type { PlanWarning } from '../requests/plan-rules.ts';
import { UserDirectory } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { loadBooks } from './assignment-store.ts';
import type { Share } from './share-rules.ts';

/** Who holds more than their cap already, and whether receivers of several agent roles share the same leads. */
export async function warnOfReceivers(
  tx: Transaction,
  orgId: number,
  shares: readonly Share[],
): Promise<PlanWarning[]> {
  if (shares.length === 0) return [];
  const userIds = shares.map(({ userId }) => userId);
  const found = await findUsers(tx, orgId, { userIds });
  const users = new UserDirectory(found);
  const books = await loadBooks(tx, orgId, userIds);
  const roles = [...new Set(found.map(({ agentRole }) => agentRole))].sort();
  return [...warnOfRoles(roles), ...shares.flatMap((share) => warnOverCap(share, users, books))];
}

function warnOfRoles(roles: readonly string[]): PlanWarning[] {
  if (roles.length < 2) return [];
  const message = `The receivers have different agent roles (${roles.join(', ')}), so the leads are split between roles. Distribute to one role at a time unless that is meant.`;
  return [{ code: 'several-roles', message }];
}

function warnOverCap(
  { userId, cap }: Share,
  users: UserDirectory,
  books: ReadonlyMap<number, number>,
): PlanWarning[] {
  const book = books.get(userId) ?? 0;
  if (cap === null || book <= cap) return [];
  const message = `${users.describe(userId)} holds ${book} leads already, more than their cap of ${cap}, and receives no other.`;
  return [{ code: 'receiver-over-cap', message, userId }];
}
