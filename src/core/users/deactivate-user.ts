import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { UserDirectory } from './user-reference.ts';
import { deactivate, lockUserForDeactivation } from './user-store.ts';

/**
 * Ends a user's account: their keys are dead at once, and nobody can be assigned to them from now on.
 * A change that names them and is under way is waited for. Refuses unknown and inactive users.
 */
export async function deactivateUser(database: Database, orgId: number, email: string): Promise<number> {
  return inOrg(database, orgId, async (tx) => {
    const users = new UserDirectory(await lockUserForDeactivation(tx, orgId, email));
    const { userId } = users.getActive({ email }, 'email');
    deactivate(tx, orgId, userId);
    return userId;
  });
}
