import { countOf } from '../../../contract/rules/count-rules.ts';
import type { Share } from '../../../contract/rules/share-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { PlanWarning } from '../../ledger/plan-rules.ts';
import { UserDirectory } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import { loadBooks } from '../assignment-store.ts';

/**
 * Who holds more than their cap already, and whether receivers of several agent roles share the same leads. The
 * shares come as groups, each of which shares its own leads; a receiver in several has the same cap in all.
 */
export async function warnOfReceivers(
  tx: Transaction,
  orgId: number,
  groups: readonly (readonly Share[])[],
): Promise<PlanWarning[]> {
  const caps = new Map(groups.flat().map(({ userId, cap }) => [userId, cap]));
  if (caps.size === 0) return [];
  const userIds = [...caps.keys()];
  const found = await findUsers(tx, orgId, { userIds });
  const users = new UserDirectory(found);
  const books = await loadBooks(tx, orgId, userIds);
  const agentRoles = new Map(found.map(({ userId, agentRole }) => [userId, agentRole]));
  const rolesOf = (shares: readonly Share[]) =>
    [...new Set(shares.flatMap(({ userId }) => agentRoles.get(userId) ?? []))].sort();
  const mixtures = groups.map(rolesOf).filter((roles) => roles.length > 1);
  return [
    ...[...new Set(mixtures.map((roles) => roles.join(', ')))].map(warnOfRoles),
    ...[...caps].flatMap(([userId, cap]) => warnOverCap({ userId, cap }, users, books)),
  ];
}

function warnOfRoles(roles: string): PlanWarning {
  const message = `The receivers have different agent roles (${roles}), so the leads are split between roles. Distribute to one role at a time unless that is meant.`;
  return { code: 'several-roles', message };
}

function warnOverCap(
  { userId, cap }: Pick<Share, 'userId' | 'cap'>,
  users: UserDirectory,
  books: ReadonlyMap<number, number>,
): PlanWarning[] {
  const book = books.get(userId) ?? 0;
  if (cap === null || book <= cap) return [];
  const message = `${users.describe(userId)} holds ${countOf(book, 'lead')} already, more than their cap of ${cap.toLocaleString('en')}, and receives no other.`;
  return [{ code: 'receiver-over-cap', message, userId }];
}
