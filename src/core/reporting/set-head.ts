import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inOrg, type Transaction } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { findUserId } from '../users/find-user-id.ts';
import type { UserName } from '../users/user-name.ts';
import { tellInactive } from '../users/user-reference.ts';
import { loadNames, lockUsers } from '../users/user-store.ts';
import { markHead } from './head-store.ts';
import { loadNeighbours, lockReporting } from './reporting-store.ts';

/** Says whether a user reports to nobody on purpose; the radar tells everybody else who reports to nobody. */
export async function setHead(
  database: Database,
  asker: Doer,
  { name, isHead }: { name: UserName; isHead: boolean },
): Promise<void> {
  refuseUnlessAdministrator(asker, 'Saying who is a head');
  const { orgId } = asker;
  await inOrg(database, orgId, async (tx) => {
    lockReporting(tx, orgId);
    const userId = await findUserId(tx, orgId, name);
    if (isHead) await refuseUnfit(tx, orgId, userId);
    const isChanged = await markHead(tx, orgId, { userId, isHead });
    if (isChanged) noteEvent(tx, asker, { what: isHead ? 'head-named' : 'head-ended', about: userId });
  });
}

async function refuseUnfit(tx: Transaction, orgId: number, userId: number): Promise<void> {
  const [user] = await lockUsers(tx, orgId, { userIds: [userId] });
  if (!user?.isActive) {
    throw new Refusal('user-inactive', {
      field: 'isHead',
      message: `${user?.name} ${tellInactive(user ?? { leavingBy: null })}, and is nobody's head.`,
    });
  }
  const { managerId } = await loadNeighbours(tx, orgId, userId);
  if (managerId === null) return;
  const manager = (await loadNames(tx, orgId, [managerId])).get(managerId);
  throw new Refusal('has-manager', {
    field: 'isHead',
    message: `${user.name} reports to ${manager}. Take the manager away first, by a change of managers to nobody.`,
  });
}
