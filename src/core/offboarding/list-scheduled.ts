import sql from 'sql-template-tag';
import type { Transaction } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { findRequestsNaming } from '../radar/find-requests-naming-leavers.ts';
import type { RequestKind, RequestState } from '../requests/request-rules.ts';

/** A request that has not begun. */
export interface ScheduledRequest {
  requestId: number;
  kind: RequestKind;
  state: RequestState;
  runAt: string | null;
}

/** Requests in sight that have not begun and give something to the user, or move them: the oldest first. */
export async function listScheduled(
  tx: Transaction,
  reader: Reader,
  userId: number,
): Promise<ScheduledRequest[]> {
  const { orgId } = reader;
  return tx.read<ScheduledRequest>(sql`select r.request_id as "requestId", r.kind, r.state, r.run_at as "runAt"
    from request r
    where r.org_id = ${orgId} and ${seesUser(reader, sql`r.requested_by`)} and r.request_id in (
      select f.id from (${findRequestsNaming(orgId, sql`u.user_id = ${userId}`)}) f)
    order by r.request_id`);
}
