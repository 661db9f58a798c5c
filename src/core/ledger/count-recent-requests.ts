import type { Transaction } from '../../database/transaction.ts';

/** What a user asked for in the last 30 days. */
export interface RecentRequests {
  requests: number;
  /** The last of them; null where there are none. */
  latest: number | null;
}

/** Reads the requests of the last 30 days alone: ids grow with time, but for imports that tell of earlier days. */
export async function countRecentRequests(
  tx: Transaction,
  orgId: number,
  userId: number,
): Promise<RecentRequests> {
  const [row] = await tx.read<RecentRequests>({
    text: `with older as materialized (
        select coalesce((select request_id from request
          where org_id = $1 and kind <> 'import' and created_at < now() - interval '30 days'
          order by request_id desc limit 1), 0) as request_id)
      select count(*) as requests, max(r.request_id) as latest from request r, older
      where r.org_id = $1 and r.request_id > older.request_id and r.requested_by = $2`,
    values: [orgId, userId],
  });
  return row ?? { requests: 0, latest: null };
}
