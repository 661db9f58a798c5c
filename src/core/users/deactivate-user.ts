import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { describeLastAdministrator, isLastAdministrator } from '../offboarding/last-administrator.ts';
import { refuseUnknownOrganisation } from '../organisations/refuse-unknown-organisation.ts';
import { endAccess } from '../sessions/end-access.ts';
import { findAccount } from './account-store.ts';
import { UserDirectory } from './user-reference.ts';
import { deactivate, lockUserForDeactivation } from './user-store.ts';

/**
 * Ends a user's account: their keys are dead at once, and nobody can be assigned to them from now on.
 * A change that names them and is under way is waited for. Refuses unknown and inactive users,
 * and the last administrator.
 */
export async function deactivateUser(database: Database, orgId: number, email: string): Promise<number> {
  return inOrg(database, orgId, async (tx) => {
    await refuseUnknownOrganisation(tx, orgId);
    const users = new UserDirectory(await lockUserForDeactivation(tx, orgId, email));
    const { userId } = users.getActive({ email }, 'email');
    const account = await findAccount(tx, orgId, userId);
    if (account && (await isLastAdministrator(tx, orgId, account))) {
      throw new Refusal('last-administrator', { message: describeLastAdministrator(account.name) });
    }
    deactivate(tx, orgId, userId);
    await endAccess(tx, orgId, userId);
    return userId;
  });
}
