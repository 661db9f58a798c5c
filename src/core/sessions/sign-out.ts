import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { deleteSession } from './session-store.ts';

/** Ends one session. */
export async function signOut(database: Database, orgId: number, sessionHash: Buffer): Promise<void> {
  await inOrg(database, orgId, async (tx) => deleteSession(tx, orgId, sessionHash));
}
