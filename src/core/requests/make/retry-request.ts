import { notFound } from '../../../contract/rules/not-found.ts';
import type { RequestKind } from '../../../contract/words/request-words.ts';
import type { Database } from '../../../database/database.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { type Accepted, acceptPlan } from '../../ledger/accept-plan.ts';
import type { Frozen, PlanOptions } from '../../ledger/plan-rules.ts';
import { insertPlanned } from '../../ledger/plan-store.ts';
import type { Receiving } from '../../ledger/receiving.ts';
import type { Retrying } from '../../ledger/replanning.ts';
import { takeRequestIds } from '../../ledger/request-store.ts';
import { findRetryable, type RetryableRequest } from '../../ledger/retry-store.ts';
import { refuseUnlessRetryable } from '../../ledger/way-rules.ts';
import { ensureMayDecide } from '../decide/ensure-may-decide.ts';
import { kindOf } from '../kinds.ts';

/**
 * Makes a new request of the rows that failed or were not attempted, linked to the first. Each is judged anew, as it
 * is now, and foreseen like any plan: who was to receive it still is, unless somebody else is named, and a row that
 * found nobody looks again.
 * Refuses a request that has not ended, one that was never planned, and one with nothing to retry.
 */
export async function retryRequest(
  database: Database,
  orgId: number,
  ask: { requestId: number; to?: Receiving | undefined; options: Omit<PlanOptions, 'onFailure' | 'onDrift'> },
): Promise<Accepted> {
  const { requestId, to } = ask;
  return acceptPlan(database, orgId, ask.options, async (tx) => {
    await ensureMayDecide(tx, { orgId, ...ask.options.requester }, { requestId, what: 'Retrying' });
    const retried = checkRetryable(requestId, await findRetryable(tx, orgId, requestId));
    const { onFailure, onDrift, onReceiverUnavailable } = retried;
    const options = { ...ask.options, onFailure, onDrift, onReceiverUnavailable };
    const [retryId = 0] = await takeRequestIds(tx, 1);
    const retrying = { retried: requestId, spec: retried.spec, requestId: retryId, options, to };
    const frozen = await replan(tx, orgId, retried.kind, retrying);
    insertPlanned(tx, orgId, { requestId: retryId, ...frozen, undoes: null, retries: requestId, options });
    return retryId;
  });
}

function replan(tx: Transaction, orgId: number, kind: RequestKind, retrying: Retrying): Promise<Frozen> {
  const { replan: freeze } = kindOf(kind);
  if (!freeze) throw new Error(`Rows of a request of kind ${kind} are not planned again.`);
  return freeze(tx, orgId, retrying);
}

function checkRetryable(requestId: number, found: RetryableRequest | undefined): RetryableRequest {
  if (!found) throw notFound('request', requestId, { sight: 'everything' });
  refuseUnlessRetryable(requestId, found);
  return found;
}
