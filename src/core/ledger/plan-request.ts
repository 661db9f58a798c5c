import type { Database } from '../../database/database.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type Accepted, acceptPlan } from './accept-plan.ts';
import type { Frozen, PlanOptions } from './plan-rules.ts';
import { insertPlanned } from './plan-store.ts';
import { takeRequestIds } from './request-store.ts';

/** Freezes the rows of a new request, and gives what is to be kept of what was asked. */
type Freeze = (tx: Transaction, requestId: number) => Promise<Frozen>;

/** Makes a request of a kind that freezes its rows: see `acceptPlan`. */
export async function planRequest(
  database: Database,
  orgId: number,
  options: PlanOptions,
  freeze: Freeze,
): Promise<Accepted> {
  return acceptPlan(database, orgId, options, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    const frozen = await freeze(tx, requestId);
    insertPlanned(tx, orgId, { requestId, ...frozen, undoes: null, retries: null, options });
    return requestId;
  });
}
