import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { deleteSessionsOf } from './session-store.ts';

/** Ends every session of a user, and counts them. */
export async function signOutEverywhere(
  database: Database,
  { orgId, userId }: { orgId: number; userId: number },
): Promise<number> {
  return inOrg(database, orgId, (tx) => deleteSessionsOf(tx, orgId, { userId }));
}
