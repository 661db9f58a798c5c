import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { refuseUnknownOrganisation } from '../organisations/refuse-unknown-organisation.ts';
import { endAccess } from '../sessions/end-access.ts';
import { findAccounts } from '../users/account-store.ts';
import { UserDirectory } from '../users/user-reference.ts';
import { deactivate, lockUserForDeactivation } from '../users/user-store.ts';
import { describeLastAdministrators, findLastAdministrators } from './last-administrator.ts';

/**
 * Ends a user's account: their keys are dead at once, and nobody can be assigned to them from now on.
 * A change that names them and is under way is waited for. Refuses unknown and inactive users,
 * and the last administrator.
 */
export async function deactivateUser(database: Database, orgId: number, email: string): Promise<number> {
  return inOrg(database, orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, orgId);
    const users = new UserDirectory(await lockUserForDeactivation(tx, orgId, email));
    const { userId } = users.get({ email }, 'email');
    const accounts = await findAccounts(tx, orgId, [userId]);
    if (!accounts.some(({ isActive }) => isActive)) {
      throw new Refusal('user-inactive', {
        field: 'email',
        message: `User ${email} is not active already, so nothing was changed.`,
      });
    }
    const last = await findLastAdministrators(tx, orgId, accounts);
    if (last.length > 0) {
      throw new Refusal('last-administrator', { message: describeLastAdministrators(last) });
    }
    deactivate(tx, orgId, userId);
    await endAccess(tx, orgId, userId);
    return userId;
  });
}
