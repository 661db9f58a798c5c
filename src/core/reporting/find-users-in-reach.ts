import type { Transaction } from '../../database/transaction.ts';
import type { Asker, Reach } from '../access/access-rules.ts';
import { namesOf, UserDirectory, type UserReference } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { findReach } from './find-reach.ts';

/** The users that references name, and whom of them the asker reaches. */
export async function findUsersInReach(
  tx: Transaction,
  orgId: number,
  asker: Asker,
  references: readonly UserReference[],
): Promise<{ users: UserDirectory; reach: Reach }> {
  const found = await findUsers(tx, orgId, namesOf(references));
  const reach = await findReach(tx, orgId, asker, () => found.map((user) => user.userId));
  return { users: new UserDirectory(found), reach };
}
