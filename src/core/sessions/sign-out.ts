import type { Database } from '../../database/database.ts';
import { inGate } from '../../database/gate.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import { deleteSession } from './session-store.ts';

/** Ends one session. */
export async function signOut(database: Database, doer: Doer, sessionHash: Buffer): Promise<void> {
  await inGate(database, doer.orgId, async (tx) => {
    deleteSession(tx, doer.orgId, sessionHash);
    noteEvent(tx, doer, { what: 'signed-out' });
  });
}
