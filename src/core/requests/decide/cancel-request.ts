import { Refusal } from '../../../contract/refusal.ts';
import { notFound } from '../../../contract/rules/not-found.ts';
import { type Database, withPatience } from '../../../database/database.ts';
import { isHeldUp } from '../../../database/held-up.ts';
import { inOrg, readInOrg, type Transaction } from '../../../database/transaction.ts';
import { type Reader, sightOf } from '../../access/access-rules.ts';
import { type Accepted, acceptOnce } from '../../ledger/accept-plan.ts';
import { moveState, runsAtOnce } from '../../ledger/state-store.ts';
import { findUndoable } from '../../ledger/undo-store.ts';
import { mayBeCancelled } from '../../ledger/way-rules.ts';
import type { Idempotency } from '../../repeats/keyed-call-store.ts';
import { finishCancelled } from '../run/finish-cancelled.ts';
import { ensureMayDecide } from './ensure-may-decide.ts';

const longPatienceMs = 60_000;

/**
 * Ends a request before its end. What is done stays done; the chunks in hand are finished and waited for, and
 * rows after them are not attempted: when this resolves, nothing of the request moves any more. One that is all
 * or nothing and under way is waited for. An offboarding says what is left behind. Refuses a request that has ended already.
 */
export async function cancelRequest(
  database: Database,
  reader: Reader,
  { requestId, idempotency }: { requestId: number; idempotency?: Idempotency | undefined },
): Promise<Accepted> {
  const { orgId } = reader;
  const isAtOnce = await readInOrg(database, orgId, (tx) => runsAtOnce(tx, orgId, requestId));
  const patient = withPatience(database, longPatienceMs);
  const work = async (tx: Transaction) => {
    await ensureMayDecide(tx, reader, { requestId, what: 'Cancelling' });
    const move = await moveState(tx, orgId, requestId, { isOpen: mayBeCancelled, to: 'cancelled' });
    if (!move) throw notFound('request', requestId, { sight: sightOf(reader) });
    if (!move.isDone) {
      throw new Refusal('request-ended', {
        message: `Request ${requestId} is ${move.state} already${await describeWayBack(tx, orgId, requestId)}.`,
      });
    }
    return requestId;
  };
  const call = { requester: reader, idempotency };
  const accepted = await acceptOnce(isAtOnce ? patient : database, orgId, call, { open: inOrg, work });
  try {
    await finishCancelled(patient, orgId, requestId);
    return accepted;
  } catch (error) {
    throw isHeldUp(error) ? refuseForRowsInHand(requestId) : error;
  }
}

function refuseForRowsInHand(requestId: number): Refusal {
  return new Refusal('overloaded', {
    retryAfterS: 5,
    message: `Request ${requestId} takes no more rows, but those in hand are not done yet. Cancel it again in 5 seconds.`,
  });
}

async function describeWayBack(tx: Transaction, orgId: number, requestId: number): Promise<string> {
  const found = await findUndoable(tx, orgId, requestId);
  if (!found || found.subjects === null) return '';
  if (found.changed === 0) return ', and it changed nothing';
  const undo = found.undoneBy.at(-1);
  return undo === undefined ? '; undo it to take back what it did' : `, and request ${undo} undoes it`;
}
