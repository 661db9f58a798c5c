import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inGate } from '../../database/gate.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { lockActiveUser } from '../users/lock-user.ts';
import type { UserName } from '../users/user-name.ts';
import { deletePendingOf } from './pending-store.ts';
import { deleteSecondFactor } from './second-factor-store.ts';
import { deleteSessionsOf } from './session-store.ts';

/** Takes somebody's second factor away, who lost their device and their recovery codes, and ends their sessions. */
export async function removeSecondFactorOf(
  database: Database,
  asker: Doer,
  name: UserName | { email: string },
): Promise<void> {
  refuseUnlessAdministrator(asker, 'Removing the second factor of others');
  const { orgId } = asker;
  await inGate(database, orgId, async (tx) => {
    const { userId } = await lockActiveUser(tx, orgId, name);
    if (userId === asker.userId) throw isTheirOwn();
    if (!(await deleteSecondFactor(tx, orgId, userId))) throw new Refusal('second-factor-missing');
    deletePendingOf(tx, orgId, userId);
    await deleteSessionsOf(tx, orgId, userId);
    noteEvent(tx, asker, { what: 'second-factor-removed', about: userId });
  });
}

/** Whoever finds an administrator's device unlocked has neither their password nor a code. */
function isTheirOwn(): Refusal {
  return new Refusal('access-denied', {
    message:
      'Your own second factor is removed with your password and a code, in your settings. Without a code, ask another ' +
      'administrator or whoever runs this server.',
  });
}
