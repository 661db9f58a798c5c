import type { Database } from '../../database/database.ts';
import { inOrgSnapshot, type Transaction } from '../../database/transaction.ts';
import { doOnce, type Open } from '../repeats/do-once.ts';
import type { Done, Repeatable } from '../repeats/keyed-call-store.ts';
import { refuseMorePlans } from './refuse-more-plans.ts';

/** The request that a call made, ran or cancelled, or that an earlier call with the same key did. */
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
  open: Open<Transaction> = inOrgSnapshot,
): Promise<Accepted> {
  return acceptOnce(database, orgId, call, {
    open,
    work: async (tx) => {
      if (call.planOnly) await refuseMorePlans(tx, orgId, call.requester.userId);
      return plan(tx);
    },
  });
}

/** Does the work on a request, whose id it gives, unless an earlier call with the same key has done it. */
export async function acceptOnce(
  database: Database,
  orgId: number,
  call: Repeatable,
  { open, work }: { open: Open<Transaction>; work: (tx: Transaction) => Promise<number> },
): Promise<Accepted> {
  return doOnce<Transaction, Accepted>(database, orgId, call, {
    open,
    work: async (tx) => ({ requestId: await work(tx), isRepeat: false }),
    keep: ({ requestId }) => ({ requestId, made: null }),
    again: (done) => ({ requestId: getRequestOf(done), isRepeat: true }),
  });
}

/** A call that made something else had another path, and is refused before. */
export function getRequestOf({ requestId }: Done): number {
  if (requestId === null) throw new Error('A call is known to have made no request.');
  return requestId;
}
