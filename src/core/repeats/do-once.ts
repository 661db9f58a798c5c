import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { isTakenAlready, type Transaction } from '../../database/transaction.ts';
import { type Done, findDone, keepDone, type Repeatable } from './keyed-call-store.ts';

export type Open<Tx extends Transaction> = <Result>(
  database: Database,
  orgId: number,
  work: (tx: Tx) => Promise<Result>,
) => Promise<Result>;

export interface Once<Tx extends Transaction, Answer> {
  /** Opens the transaction in which all of it happens. */
  open: Open<Tx>;
  work: (tx: Tx) => Promise<Answer>;
  /** What is kept of the work. */
  keep: (answer: Answer) => Done;
  /** What a call is answered whose work is done; it may be refused. */
  again: (done: Done) => Answer;
}

/**
 * Does the work in one transaction, unless an earlier call with the same key has done it. A call that is refused while the
 * same call does it is answered for that: what refused it may be what the other has just done.
 */
export async function doOnce<Tx extends Transaction, Answer>(
  database: Database,
  orgId: number,
  call: Repeatable,
  { open, work, keep, again }: Once<Tx, Answer>,
): Promise<Answer> {
  try {
    return await open(database, orgId, async (tx) => {
      const earlier = await findDone(tx, orgId, call);
      if (earlier) return again(earlier);
      const answer = await work(tx);
      keepDone(tx, orgId, [{ ...call, done: keep(answer) }]);
      return answer;
    });
  } catch (error) {
    const mayBeDone = call.idempotency && (error instanceof Refusal || isTakenAlready(error));
    const earlier = mayBeDone && (await open(database, orgId, (tx) => findDone(tx, orgId, call)));
    if (!earlier) throw error;
    return again(earlier);
  }
}
