import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Accepted, acceptPlan } from './accept-plan.ts';
import { ensureMayDecide } from './ensure-may-decide.ts';
import { nothingForeseen, type PlanOptions } from './plan-rules.ts';
import { insertPlanned } from './plan-store.ts';
import { takeRequestIds } from './request-store.ts';
import { copyRowsToRetry, findRetryable, type RetryableRequest } from './retry-store.ts';

/**
 * Makes a new request of the rows that failed or were not attempted, frozen anew as they are now and linked to
 * the first. Refuses a request that has not ended, one that was never planned, and one with nothing to retry.
 */
export async function retryRequest(
  database: Database,
  orgId: number,
  ask: { requestId: number; options: Omit<PlanOptions, 'onFailure' | 'onDrift'> },
): Promise<Accepted> {
  const { requestId } = ask;
  const reader = { orgId, ...ask.options.requester };
  const found = await readInOrg(database, orgId, async (tx) => {
    await ensureMayDecide(tx, reader, { requestId, what: 'Retrying' });
    return findRetryable(tx, orgId, requestId);
  });
  const { kind, spec, onFailure, onDrift } = checkRetryable(requestId, found);
  const options = { ...ask.options, onFailure, onDrift };
  return acceptPlan(database, orgId, options, async (tx) => {
    const [retryId = 0] = await takeRequestIds(tx, 1);
    const total = await copyRowsToRetry(tx, orgId, { from: requestId, to: retryId });
    if (total === 0) {
      throw new Refusal('nothing-to-retry', {
        message: `No row of request ${requestId} failed or was not attempted, so there is nothing to retry.`,
      });
    }
    const preview = nothingForeseen;
    insertPlanned(tx, orgId, {
      requestId: retryId,
      kind,
      spec,
      total,
      undoes: null,
      retries: requestId,
      preview,
      options,
    });
    return retryId;
  });
}

function checkRetryable(requestId: number, found: RetryableRequest | undefined): RetryableRequest {
  if (!found) {
    throw new Refusal('request-not-found', {
      message: `There is no request ${requestId} in this organisation.`,
    });
  }
  if (found.finishedAt === null) {
    throw new Refusal('request-not-finished', {
      message: `Request ${requestId} is ${found.state}; its rows can be retried once it has ended.`,
    });
  }
  if (!found.wasPlanned || found.kind === 'undo') {
    throw new Refusal('request-not-retryable', {
      message: `Request ${requestId} was not planned row by row, so send it again instead of retrying it.`,
    });
  }
  return found;
}
