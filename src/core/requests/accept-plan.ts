import type { Database } from '../../database/database.ts';
import { inOrgSnapshot, isTakenAlready, type Transaction } from '../../database/transaction.ts';
import { findRepeated, type Repeatable } from './find-repeated.ts';
import { refuseMorePlans } from './refuse-more-plans.ts';

/** The request that a call made, or that an earlier call with the same key had made. */
export interface Accepted {
  requestId: number;
  isRepeat: boolean;
}

/**
 * Plans a request in one transaction and one snapshot: all of it is frozen as of one moment, or nothing is
 * kept. A call that repeats an idempotency key gets the first call's request; another body is refused.
 */
export async function acceptPlan(
  database: Database,
  orgId: number,
  call: Repeatable & { planOnly?: boolean },
  plan: (tx: Transaction) => Promise<number>,
  open = inOrgSnapshot,
): Promise<Accepted> {
  try {
    return await open(database, orgId, async (tx) => {
      const earlier = await findRepeated(tx, orgId, call);
      if (earlier !== undefined) return { requestId: earlier, isRepeat: true };
      if (call.planOnly) await refuseMorePlans(tx, orgId, call.requester.userId);
      return { requestId: await plan(tx), isRepeat: false };
    });
  } catch (error) {
    // The same key came twice at once, and the other call was first.
    if (call.idempotency && isTakenAlready(error)) return acceptPlan(database, orgId, call, plan, open);
    throw error;
  }
}
