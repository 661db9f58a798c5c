import type { Manner } from '../../database/coalescer.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Leads that are locked. */
export interface LockedLeads {
  revisions: ReadonlyMap<number, number>;
  archived: ReadonlySet<number>;
}

/**
 * Locks leads for a change of their assignments, always in id order, and gives the revision of each and which are archived: of
 * those that are free alone, where it passes what others hold.
 * What a change reads of a lead it must read in a later statement: this one may have waited, and a
 * statement sees only what was committed when it began.
 */
export async function lockLeads(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
  manner: Manner = 'wait',
): Promise<LockedLeads> {
  const rows = await tx.read<{ leadId: number; revision: number; isArchived: boolean }>({
    name: `lock-leads-${manner}`,
    text: `select lead_id as "leadId", revision, is_archived as "isArchived" from lead
      where org_id = $1 and lead_id = any($2::bigint[]) order by lead_id
      for no key update ${manner === 'pass' ? 'skip locked' : ''}`,
    values: [orgId, leadIds],
  });
  return {
    revisions: new Map(rows.map((row) => [row.leadId, row.revision])),
    archived: new Set(rows.flatMap((row) => (row.isArchived ? row.leadId : []))),
  };
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
