import type { Transaction } from '../../database/transaction.ts';
import type { RequestState } from './request-rules.ts';

export interface StateMove {
  /** False: the request was in none of the states it could have come from. */
  isDone: boolean;
  /** The state it was in. */
  state: RequestState;
  runAt: string | null;
}

/** Moves a request from one of some states to another; undefined where there is no such request. */
export async function moveState(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { from, to }: { from: readonly RequestState[]; to: 'queued' | 'cancelled' },
): Promise<StateMove | undefined> {
  const [found] = await tx.read<Omit<StateMove, 'isDone'>>({
    text: `select state, run_at as "runAt" from request
      where org_id = $1 and request_id = $2 for no key update`,
    values: [orgId, requestId],
  });
  if (!found) return undefined;
  const isDone = from.includes(found.state);
  if (isDone) {
    tx.write({
      text: `update request set state = $3,
          finished_at = case when $3 = 'cancelled' then clock_timestamp() end
        where org_id = $1 and request_id = $2`,
      values: [orgId, requestId, to],
    });
  }
  return { ...found, isDone };
}
