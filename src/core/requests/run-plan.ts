import { notFound } from '../../contract/not-found.ts';
import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { ensureMayDecide } from './ensure-may-decide.ts';
import { enqueueAt } from './plan-store.ts';
import { moveState } from './state-store.ts';
import { mayBeRun } from './way-rules.ts';

/** Runs exactly what was planned, at its time or at another one. Refuses a request that is not waiting as a plan. */
export async function runPlan(
  database: Database,
  reader: Reader,
  { requestId, runAt }: { requestId: number; runAt?: string | undefined },
): Promise<void> {
  const { orgId } = reader;
  await inOrg(database, orgId, async (tx) => {
    await ensureMayDecide(tx, reader, { requestId, what: 'Running' });
    const move = await moveState(tx, orgId, requestId, { isOpen: mayBeRun, to: 'queued', runAt });
    if (!move) throw notFound('request', requestId, { sight: sightOf(reader) });
    if (!move.isDone) {
      throw new Refusal('request-not-planned', {
        message: `Request ${requestId} is ${move.state}; only a planned request can be run.`,
      });
    }
    enqueueAt(tx, requestId, runAt ?? move.runAt);
  });
}
