import type { Database } from '../../../database/database.ts';
import { inOrg } from '../../../database/transaction.ts';
import { endCancelled } from '../../ledger/state-store.ts';
import { kindOf } from '../kinds.ts';

/**
 * Ends a request that was cancelled, once its chunks in hand are finished: by whoever cancelled it, and by a worker
 * where that process died before. Any other request stays as it is.
 */
export async function finishCancelled(database: Database, orgId: number, requestId: number): Promise<void> {
  await inOrg(database, orgId, async (tx) => {
    const request = await endCancelled(tx, orgId, requestId);
    if (request) await kindOf(request.kind).end?.(tx, orgId, { requestId, ...request });
  });
}
