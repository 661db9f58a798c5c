import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inOrgSnapshot, isTakenAlready, type Transaction } from '../../database/transaction.ts';
import type { Idempotency, PlanOptions } from './plan-rules.ts';
import { findByIdempotencyKey } from './plan-store.ts';

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
  options: PlanOptions,
  plan: (tx: Transaction) => Promise<number>,
): Promise<Accepted> {
  try {
    return await inOrgSnapshot(database, orgId, async (tx) => {
      const earlier = options.idempotency && (await findEarlier(tx, orgId, options, options.idempotency));
      return earlier ?? { requestId: await plan(tx), isRepeat: false };
    });
  } catch (error) {
    // The same key came twice at once, and the other call was first.
    if (options.idempotency && isTakenAlready(error)) return acceptPlan(database, orgId, options, plan);
    throw error;
  }
}

async function findEarlier(
  tx: Transaction,
  orgId: number,
  { requester }: PlanOptions,
  { key, hash }: Idempotency,
): Promise<Accepted | undefined> {
  const earlier = await findByIdempotencyKey(tx, orgId, requester.userId, key);
  if (!earlier) return undefined;
  if (earlier.hash.equals(hash)) return { requestId: earlier.requestId, isRepeat: true };
  throw new Refusal('idempotency-key-reused', {
    field: 'Idempotency-Key',
    message: `The key ${key} came with another body before, for request ${earlier.requestId}. Use a new key.`,
  });
}
