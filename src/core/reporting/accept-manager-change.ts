import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import type { Requester } from '../requests/request-rules.ts';
import { enqueue, insertChunk, insertQueued, takeRequestIds } from '../requests/request-store.ts';

/** A row as it was asked for: the user and the manager they are to have, by GUID in any letter case. */
export interface ManagerAsk {
  userGuid: string;
  managerGuid: string;
}

/** Accepts a change of managers and gives the id of its request, which a worker runs once this is durable. */
export async function acceptManagerChange(
  database: Database,
  orgId: number,
  { rows, requester }: { rows: readonly ManagerAsk[]; requester: Requester },
): Promise<number> {
  refuseUnlessAdministrator(requester, 'Changing managers');
  return inOrg(database, orgId, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    insertQueued(tx, orgId, {
      requestId,
      kind: 'managers',
      spec: {},
      requester,
      total: rows.length,
      undoes: null,
    });
    insertChunk(tx, orgId, requestId, { chunkNo: 1, subjects: rows.map(() => 0), inputs: [...rows] });
    enqueue(tx, requestId);
    return requestId;
  });
}
