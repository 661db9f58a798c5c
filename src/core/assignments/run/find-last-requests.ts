import type { Transaction } from '../../../database/transaction.ts';

/**
 * The request that last worked on each of these leads, which is why they are not as the plan saw them. The latest in
 * time: a request that waited has a lower id than others that worked on the lead before it ran.
 */
export async function findLastRequests(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (leadIds.length === 0) return new Map();
  const rows = await tx.read<{ leadId: number; requestId: number }>({
    text: `select distinct on (lead_id) lead_id as "leadId", t.request_id as "requestId"
      from assignment a cross join lateral (values (from_request, from_at), (until_request, until_at)) t (request_id, at)
      where a.org_id = $1 and a.lead_id = any($2::bigint[]) and t.at is not null
      order by lead_id, t.at desc`,
    values: [orgId, leadIds],
  });
  return new Map(rows.map((row) => [row.leadId, row.requestId]));
}
