import type { RequestState } from '../../contract/words/request-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { type Asked, specOf } from './read-spec.ts';

export interface StateMove {
  /** False: the request was not open to it. */
  isDone: boolean;
  /** The state it was in. */
  state: RequestState;
  runAt: string | null;
  finishedAt: string | null;
}

interface AskedMove {
  /** Whether it may be moved as it stands. */
  isOpen: (request: Pick<StateMove, 'state' | 'finishedAt'>) => boolean;
  to: 'queued' | 'cancelled';
  /** Left out, it keeps the moment that it has. */
  runAt?: string | undefined;
}

/** Moves a request to another state, where it is open to that; undefined where there is no such request. */
export async function moveState(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { isOpen, to, runAt }: AskedMove,
): Promise<StateMove | undefined> {
  const [found] = await tx.read<Omit<StateMove, 'isDone'>>({
    text: `select state, run_at as "runAt", finished_at as "finishedAt" from request
      where org_id = $1 and request_id = $2 for no key update`,
    values: [orgId, requestId],
  });
  if (!found) return undefined;
  const isDone = isOpen(found);
  if (isDone) {
    tx.write({
      text: 'update request set state = $3, run_at = coalesce($4, run_at) where org_id = $1 and request_id = $2',
      values: [orgId, requestId, to, runAt ?? null],
    });
  }
  return { ...found, isDone };
}

/** Whether all of a request is under way in one transaction, which holds it to its end. */
export async function runsAtOnce(tx: Transaction, orgId: number, requestId: number): Promise<boolean> {
  const rows = await tx.read({
    text: `select from request where org_id = $1 and request_id = $2 and state = 'running'
      and on_failure = 'all-or-nothing'`,
    values: [orgId, requestId],
  });
  return rows.length > 0;
}

/**
 * Ends a cancelled request once the chunks in hand have ended, which hold a lock that this waits for. One whose
 * last rows were among them was not cut short after all: it is done, or failed. Undefined where none is to be ended.
 */
export async function endCancelled(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<Asked | undefined> {
  const [request] = await tx.read<Asked>({
    text: `select kind, ${specOf('request')} as spec from request
      where org_id = $1 and request_id = $2 and state = 'cancelled' and finished_at is null for update`,
    values: [orgId, requestId],
  });
  if (!request) return undefined;
  tx.write({
    text: `update request r set finished_at = clock_timestamp(), state = case
        when started_at is null or exists (select from request_chunk c where c.org_id = r.org_id
          and c.request_id = r.request_id and c.outcomes is null) then 'cancelled'
        when total > 0 and failed = total then 'failed' else 'done' end
      where org_id = $1 and request_id = $2`,
    values: [orgId, requestId],
  });
  return request;
}

/** Keeps a running request from being cancelled until the transaction ends; false where it is not running. */
export async function holdRunning(tx: Transaction, orgId: number, requestId: number): Promise<boolean> {
  const rows = await tx.read({
    text: `select from request where org_id = $1 and request_id = $2 and state = 'running'
      for no key update`,
    values: [orgId, requestId],
  });
  return rows.length > 0;
}

/** A request that was just planned runs in the transaction that made it. */
export function beginAtOnce(tx: Transaction, orgId: number, requestId: number): void {
  tx.write({
    name: 'begin-request-at-once',
    text: `update request set state = 'running', started_at = clock_timestamp()
      where org_id = $1 and request_id = $2 and state = 'planned'`,
    values: [orgId, requestId],
  });
}
