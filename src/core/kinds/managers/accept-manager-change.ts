import type { Database } from '../../../database/database.ts';
import { inOrgOnOneTrip, type Transaction } from '../../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import { type Accepted, acceptPlan } from '../../ledger/accept-plan.ts';
import { insertAccepted } from '../../ledger/accept-store.ts';
import type { Requester } from '../../ledger/request-rules.ts';
import type { Idempotency } from '../../repeats/keyed-call-store.ts';

/** A row as it was asked for: the user and the manager they are to have, by GUID in any letter case. */
export interface ManagerAsk {
  userGuid: string;
  managerGuid: string;
}

export interface ManagerChange {
  requester: Requester;
  idempotency?: Idempotency | undefined;
  rows: readonly ManagerAsk[];
}

/** Accepts a change of managers, which a worker runs once this is durable. Only a call with a key is looked up first. */
export async function acceptManagerChange(
  database: Database,
  orgId: number,
  { rows, ...call }: ManagerChange,
): Promise<Accepted> {
  refuseUnlessAdministrator(call.requester, 'Changing managers');
  const accept = (tx: Transaction) =>
    insertAccepted(tx, orgId, { requester: call.requester, kind: 'managers', inputs: rows });
  if (call.idempotency) return acceptPlan(database, orgId, call, accept);
  return { requestId: await inOrgOnOneTrip(database, orgId, accept), isRepeat: false };
}
