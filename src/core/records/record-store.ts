import { active, archived, recordFact } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { FactValue } from '../law/fact-rules.ts';

/** Archives locked leads, or brings them back. */
export function saveRecords(
  tx: Transaction,
  orgId: number,
  leads: readonly { subjectId: number; facts: { readonly [Fact in string]?: FactValue } }[],
): void {
  tx.write({
    name: 'save-lead-records',
    text: `update lead l set is_archived = n.is_archived from unnest($2::bigint[], $3::boolean[]) n (lead_id, is_archived)
      where l.org_id = $1 and l.lead_id = n.lead_id`,
    values: [
      orgId,
      leads.map(({ subjectId }) => subjectId),
      leads.map(({ facts }) => facts[recordFact] === archived),
    ],
  });
}

/** By which request each of these archived leads became so; one without is archived since before anybody kept it. */
export async function findArchivings(
  tx: Transaction,
  orgId: number,
  leadIds: readonly number[],
): Promise<Map<number, number>> {
  const rows = await tx.read<{ leadId: number; requestId: number }>({
    text: `select distinct on (subject_id) subject_id as "leadId", until_request as "requestId" from fact_past
      where org_id = $1 and about = 'lead' and subject_id = any($2::bigint[]) and fact = $3 and value = $4
      order by subject_id, until_at desc`,
    values: [orgId, leadIds, recordFact, active],
  });
  return new Map(rows.map(({ leadId, requestId }) => [leadId, requestId]));
}
