import { foldSearch } from '../../contract/rules/fold-rules.ts';
import { leadWords } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { noteSpellings } from '../spellings/spelling-store.ts';

export interface NewLead {
  leadId: number;
  name: string;
  status: string;
  source: string;
  state: string;
  attributes: Readonly<Record<string, string>>;
  /** Null: now. */
  createdAt: string | null;
  /** 1 where somebody stands on it from the start, for that is a change of its assignments. */
  revision: 0 | 1;
}

const numberLock = 7_246_854;

/** Until the transaction ends nobody else of the org numbers leads: the same number would else be given twice. */
export function takeNumberTurn(tx: Transaction, orgId: number): void {
  tx.write({
    name: 'take-number-turn',
    text: 'select pg_advisory_xact_lock($1, $2)',
    values: [numberLock, orgId],
  });
}

export async function findLargestLeadId(tx: Transaction, orgId: number): Promise<number> {
  const [row] = await tx.read<{ largest: number }>({
    name: 'find-largest-lead-id',
    text: 'select coalesce(max(lead_id), 0) as largest from lead where org_id = $1',
    values: [orgId],
  });
  return row?.largest ?? 0;
}

/** Inserts leads, and gives the ids of those that exist already, which stay as they are. */
export async function insertLeads(
  tx: Transaction,
  orgId: number,
  leads: readonly NewLead[],
): Promise<Set<number>> {
  for (const kind of leadWords) {
    noteSpellings(
      tx,
      orgId,
      kind,
      leads.map((lead) => lead[kind]),
    );
  }
  const rows = await tx.read<{ leadId: number }>({
    name: 'insert-leads',
    text: `with inserted as (
        insert into lead (org_id, lead_id, name, status, source, state, attributes, revision, created_at,
          name_key)
        select $1, l.lead_id, l.name, l.status, l.source, l.state, l.attributes, l.revision,
          coalesce(l.created_at, clock_timestamp()), l.name_key
        from unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[], $8::bigint[],
          $9::timestamptz[], $10::text[]) l (lead_id, name, status, source, state, attributes, revision,
          created_at, name_key)
        on conflict do nothing returning lead_id)
      select id as "leadId" from unnest($2::bigint[]) id except select lead_id from inserted`,
    values: [
      orgId,
      leads.map((lead) => lead.leadId),
      leads.map((lead) => lead.name),
      leads.map((lead) => lead.status),
      leads.map((lead) => lead.source),
      leads.map((lead) => lead.state),
      leads.map((lead) => JSON.stringify(lead.attributes)),
      leads.map((lead) => lead.revision),
      leads.map((lead) => lead.createdAt),
      leads.map((lead) => foldSearch(lead.name)),
    ],
  });
  return new Set(rows.map((row) => row.leadId));
}
