import type { Transaction } from '../../../database/transaction.ts';
import type { RunningRequest } from '../../ledger/chunk-runner.ts';
import { endEarly, finishWhenComplete } from '../../ledger/request-store.ts';
import { kindOf } from '../kinds.ts';

/** Ends the request once none of its chunks is left, and keeps with it what is true then. */
export async function finish(tx: Transaction, orgId: number, request: RunningRequest): Promise<void> {
  finishWhenComplete(tx, orgId, request.requestId);
  await kindOf(request.kind).end?.(tx, orgId, request);
}

/** Ends the request before its end: rows that have not run stay not attempted. */
export async function finishEarly(tx: Transaction, orgId: number, request: RunningRequest): Promise<void> {
  endEarly(tx, orgId, request.requestId);
  await kindOf(request.kind).end?.(tx, orgId, request);
}
