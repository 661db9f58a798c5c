import type { Database } from '../../../database/database.ts';
import { inOrg, type Transaction } from '../../../database/transaction.ts';
import type { Frozen, PlanOptions } from '../../ledger/plan-rules.ts';
import { insertPlanned } from '../../ledger/plan-store.ts';
import { type RowResult, refusalOf, standsInTheWay } from '../../ledger/request-rules.ts';
import { findRunnable, takeRequestIds } from '../../ledger/request-store.ts';
import { beginAtOnce } from '../../ledger/state-store.ts';
import { doOnce } from '../../repeats/do-once.ts';
import { finish } from './finish-request.ts';
import { beginRequest, runNextChunk } from './run-next-chunk.ts';

/** The request that a call made and ran. Null: everything was so already, and none was made. */
export interface RanNow {
  requestId: number | null;
  isRepeat: boolean;
}

export type RunNowOptions = Pick<PlanOptions, 'requester' | 'reason' | 'idempotency'>;

/**
 * Makes a request of few rows and runs it in one transaction, for a caller who waits for what becomes of them: all of
 * it is done, or nothing is, and what stood in the way is the refusal. Nothing frozen: all is so already.
 */
export async function runNow(
  database: Database,
  orgId: number,
  call: RunNowOptions,
  freeze: (tx: Transaction, requestId: number) => Promise<Frozen | undefined>,
): Promise<RanNow> {
  return doOnce<Transaction, RanNow>(database, orgId, call, {
    open: inOrg,
    work: async (tx) => {
      const [requestId = 0] = await takeRequestIds(tx, 1);
      tx.write({ text: 'savepoint nothing_yet', values: [] });
      const frozen = await freeze(tx, requestId);
      if (!frozen) return { requestId: null, isRepeat: false };
      const results = await runAll(tx, orgId, { requestId, frozen, call });
      const inTheWay = results.find(standsInTheWay);
      if (inTheWay) throw refusalOf(inTheWay);
      if (results.some(({ outcome }) => outcome === 'changed')) return { requestId, isRepeat: false };
      tx.write({ text: 'rollback to savepoint nothing_yet', values: [] });
      return { requestId: null, isRepeat: false };
    },
    keep: ({ requestId }) =>
      requestId === null ? { requestId, made: 'no change' } : { requestId, made: null },
    again: ({ requestId }) => ({ requestId, isRepeat: true }),
  });
}

async function runAll(
  tx: Transaction,
  orgId: number,
  { requestId, frozen, call }: { requestId: number; frozen: Frozen; call: RunNowOptions },
): Promise<RowResult[]> {
  const options = { ...call, planOnly: true, onFailure: 'all-or-nothing', onDrift: 'skip' } as const;
  insertPlanned(tx, orgId, { requestId, ...frozen, undoes: null, retries: null, options });
  beginAtOnce(tx, orgId, requestId);
  const found = await findRunnable(tx, orgId, requestId);
  if (!found) throw new Error(`Request ${requestId} was made to run and cannot.`);
  const request = { ...found, requestId };
  const begun = await beginRequest(tx, orgId, request);
  const results = begun ? [...begun.results] : [];
  for (let ran = await runNextChunk(tx, orgId, request); ran; ran = await runNextChunk(tx, orgId, request))
    results.push(...ran.results);
  await finish(tx, orgId, request);
  return results;
}
