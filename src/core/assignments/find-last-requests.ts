import type { Transaction } from '../../database/transaction.ts';

/** The request that last worked on each of these leads, which is why they are not as the plan saw them. */
export async function findLastRequests(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (leadIds.length === 0) return new Map();
  const rows = await tx.read<{ leadId: number; requestId: number }>({
    text: `select lead_id as "leadId", max(greatest(from_request, until_request)) as "requestId"
      from assignment where org_id = $1 and lead_id = any($2::bigint[]) group by lead_id`,
    values: [orgId, leadIds],
  });
  return new Map(rows.map((row) => [row.leadId, row.requestId]));
}
