import sql, { type Sql } from 'sql-template-tag';
import type { RequestKind, RequestState } from '../../contract/words/request-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { findRequestsNaming } from '../ledger/find-requests-naming-leavers.ts';

/** A request that waits to run. */
export interface ScheduledRequest {
  requestId: number;
  kind: RequestKind;
  state: RequestState;
  runAt: string | null;
}

/** Requests in sight that wait to run and give something to the user, or move them: the oldest first. */
export async function listScheduled(
  tx: Transaction,
  reader: Reader,
  userId: number,
): Promise<ScheduledRequest[]> {
  const naming = findRequestsNaming(reader.orgId, sql`u.user_id = ${userId}`);
  return readScheduled(tx, reader, sql`r.request_id in (select f.id from (${naming}) f)`);
}

/** Requests that the user asked for and that wait to run, which fail once the user has left: the oldest first. */
export async function listOwnScheduled(
  tx: Transaction,
  reader: Reader,
  userId: number,
): Promise<ScheduledRequest[]> {
  return readScheduled(tx, reader, sql`r.requested_by = ${userId}::bigint and r.state = 'queued'`);
}

async function readScheduled(tx: Transaction, reader: Reader, condition: Sql): Promise<ScheduledRequest[]> {
  return tx.read<ScheduledRequest>(sql`select r.request_id as "requestId", r.kind, r.state, r.run_at as "runAt"
    from request r
    where r.org_id = ${reader.orgId} and ${seesUser(reader, sql`r.requested_by`)} and ${condition}
    order by r.request_id`);
}
