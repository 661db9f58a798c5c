import type { Manner } from '../../database/coalescer.ts';
import type { Transaction } from '../../database/transaction.ts';

/**
 * Locks leads for a change of their assignments, always in id order, and gives the revision of each: of those that are
 * free alone, where it passes what others hold.
 * What a change reads of a lead it must read in a later statement: this one may have waited, and a
 * statement sees only what was committed when it began.
 */
export async function lockLeads(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
  manner: Manner = 'wait',
): Promise<Map<number, number>> {
  const rows = await tx.read<{ leadId: number; revision: number }>({
    name: `lock-leads-${manner}`,
    text: `select lead_id as "leadId", revision from lead
      where org_id = $1 and lead_id = any($2::bigint[]) order by lead_id
      for no key update ${manner === 'pass' ? 'skip locked' : ''}`,
    values: [orgId, leadIds],
  });
  return new Map(rows.map((row) => [row.leadId, row.revision]));
}

/** Which of these leads are archived. Only those on which nobody stands can be, so of others nothing is asked. */
export async function findArchivedOf(
  tx: Transaction,
  orgId: number,
  { leadIds, current }: { leadIds: readonly number[]; current: ReadonlyMap<number, unknown> },
): Promise<Set<number>> {
  const free = leadIds.filter((leadId) => !current.has(leadId));
  if (free.length === 0) return new Set();
  const rows = await tx.read<{ leadId: number }>({
    name: 'find-archived-leads',
    text: 'select lead_id as "leadId" from lead where org_id = $1 and lead_id = any($2::bigint[]) and is_archived',
    values: [orgId, free],
  });
  return new Set(rows.map((row) => row.leadId));
}

/** Which of these leads there are, whoever holds them. */
export async function findLeads(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
): Promise<Set<number>> {
  if (leadIds.length === 0) return new Set();
  const rows = await tx.read<{ leadId: number }>({
    name: 'find-leads',
    text: 'select lead_id as "leadId" from lead where org_id = $1 and lead_id = any($2::bigint[])',
    values: [orgId, leadIds],
  });
  return new Set(rows.map((row) => row.leadId));
}

/** Marks that the assignments of these locked leads changed. */
export function bumpRevisions(tx: Transaction, orgId: number, leadIds: readonly number[]): void {
  tx.write({
    name: 'bump-revisions',
    text: 'update lead set revision = revision + 1 where org_id = $1 and lead_id = any($2::bigint[])',
    values: [orgId, leadIds],
  });
}
