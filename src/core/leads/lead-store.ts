import type { Transaction } from '../../database/transaction.ts';

/**
 * Locks leads for a change of their assignments, always in id order, and gives the revision of each.
 * What a change reads of a lead it must read in a later statement: this one may have waited, and a
 * statement sees only what was committed when it began.
 */
export async function lockLeads(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
): Promise<Map<number, number>> {
  const rows = await tx.read<{ leadId: number; revision: number }>({
    name: 'lock-leads',
    text: `select lead_id as "leadId", revision from lead
      where org_id = $1 and lead_id = any($2::bigint[]) order by lead_id for no key update`,
    values: [orgId, leadIds],
  });
  return new Map(rows.map((row) => [row.leadId, row.revision]));
}

/** Marks that the assignments of these locked leads changed. */
export function bumpRevisions(tx: Transaction, orgId: number, leadIds: readonly number[]): void {
  tx.write({
    name: 'bump-revisions',
    text: 'update lead set revision = revision + 1 where org_id = $1 and lead_id = any($2::bigint[])',
    values: [orgId, leadIds],
  });
}
