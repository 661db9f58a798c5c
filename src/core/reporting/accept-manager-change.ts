import type { Database } from '../../database/database.ts';
import { inOrgOnOneTrip } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { insertAccepted } from '../requests/accept-store.ts';
import type { Requester } from '../requests/request-rules.ts';

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
  return inOrgOnOneTrip(database, orgId, (tx) =>
    insertAccepted(tx, orgId, { kind: 'managers', requester, inputs: rows }),
  );
}
