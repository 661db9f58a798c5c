import type { Database } from '../../../database/database.ts';
import { readInOrg, type Transaction } from '../../../database/transaction.ts';
import { refuseAgents } from '../../access/access-rules.ts';
import { getRequestOf } from '../../ledger/accept-plan.ts';
import { decodeOutcome, type RowDetail, refusalOf } from '../../ledger/request-rules.ts';
import { findDone, type Repeatable } from '../../repeats/keyed-call-store.ts';
import { submitOnce } from '../../repeats/submit-once.ts';
import type { ReassignmentAnswer, ReassignmentAsk } from './reassign-leads.ts';
import type { ReassignmentLane } from './reassignment-lane.ts';

type Once = ReassignmentAnswer & { isRepeat?: true };

/**
 * Reassigns a lead. A call that repeats an idempotency key gets the answer of the first, a refusal, too, and nothing is
 * done again. A call without one goes straight to the lane. Who may reassign nothing at all leaves no request behind: they
 * could fill the table with them.
 */
export async function reassignOnce(
  { database, lane }: { database: Database; lane: ReassignmentLane },
  orgId: number,
  ask: ReassignmentAsk,
): Promise<Once> {
  refuseAgents(ask.requester, 'Reassigning leads');
  return submitOnce<Once>(ask, {
    find: () => findAnswer(database, orgId, ask),
    submit: () => lane.submit(orgId, ask),
  });
}

async function findAnswer(database: Database, orgId: number, call: Repeatable): Promise<Once | undefined> {
  return readInOrg(database, orgId, async (tx) => {
    const done = await findDone(tx, orgId, call);
    return done && { ...(await readAnswer(tx, orgId, getRequestOf(done))), isRepeat: true };
  });
}

async function readAnswer(tx: Transaction, orgId: number, requestId: number): Promise<ReassignmentAnswer> {
  const [row] = await tx.read<{ outcomes: string; details: Record<number, RowDetail> | null }>({
    name: 'read-single-outcome',
    text: `select outcomes, details from request_chunk where org_id = $1 and request_id = $2 and chunk_no = 1`,
    values: [orgId, requestId],
  });
  const outcome = decodeOutcome(row?.outcomes[0]);
  const detail = row?.details?.[0];
  if (outcome === 'changed' || outcome === 'unchanged') return { requestId, outcome };
  if (outcome !== 'failed' || !detail) throw new Error(`Request ${requestId} is no single reassignment.`);
  return { requestId, outcome, refusal: refusalOf({ detail }) };
}
