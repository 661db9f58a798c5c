import { Refusal } from '../../../contract/refusal.ts';
import { notFound } from '../../../contract/rules/not-found.ts';
import type { Database } from '../../../database/database.ts';
import { inOrg, type Transaction } from '../../../database/transaction.ts';
import { type Reader, sightOf } from '../../access/access-rules.ts';
import { type Accepted, acceptOnce } from '../../ledger/accept-plan.ts';
import { enqueueAt } from '../../ledger/plan-store.ts';
import { findRetried } from '../../ledger/retry-store.ts';
import { moveState } from '../../ledger/state-store.ts';
import { mayBeRun, refuseWhereUndone } from '../../ledger/way-rules.ts';
import type { Idempotency } from '../../repeats/keyed-call-store.ts';
import { ensureMayDecide } from './ensure-may-decide.ts';

export interface RunAsk {
  requestId: number;
  /** Left out: that of the plan. */
  runAt?: string | undefined;
  idempotency?: Idempotency | undefined;
}

/**
 * Runs exactly what was planned, at its time or at another one. Refuses a request that is not waiting as a plan, and a
 * retry of one that was undone since.
 */
export async function runPlan(
  database: Database,
  reader: Reader,
  { requestId, runAt, idempotency }: RunAsk,
): Promise<Accepted> {
  const { orgId } = reader;
  const work = async (tx: Transaction) => {
    await ensureMayDecide(tx, reader, { requestId, what: 'Running' });
    await refuseWhereRetriedIsUndone(tx, orgId, requestId);
    const move = await moveState(tx, orgId, requestId, { isOpen: mayBeRun, to: 'queued', runAt });
    if (!move) throw notFound('request', requestId, { sight: sightOf(reader) });
    if (!move.isDone) {
      throw new Refusal('request-not-planned', {
        message: `Request ${requestId} is ${move.state}; only a planned request can be run.`,
      });
    }
    enqueueAt(tx, requestId, runAt ?? move.runAt);
    return requestId;
  };
  return acceptOnce(database, orgId, { requester: reader, idempotency }, { open: inOrg, work });
}

/** The retry may have been planned before what it retries was undone. */
async function refuseWhereRetriedIsUndone(tx: Transaction, orgId: number, requestId: number): Promise<void> {
  const retried = await findRetried(tx, orgId, requestId);
  if (retried) refuseWhereUndone(retried.requestId, retried);
}
