import { foldSearch } from '../../contract/rules/fold-rules.ts';
import { leadFacts, leadWords } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { noteSpellings } from '../spellings/spelling-store.ts';
import { contactArrays, listContacts } from './lead-contacts.ts';
import { factArrays, factColumns, factParameters, givenFacts, type LeadTexts } from './lead-facts.ts';

export interface NewLead {
  leadId: number;
  facts: LeadTexts;
  attributes: Readonly<Record<string, string>>;
  /** Null: now. */
  createdAt: string | null;
  /** 1 where somebody stands on it from the start, for that is a change of its assignments. */
  revision: 0 | 1;
}

const firstFact = 7;
const firstContact = firstFact + leadFacts.length;
const contactParameters = `$${firstContact}::bigint[], $${firstContact + 1}::text[], $${firstContact + 2}::text[]`;

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
      leads.map(({ facts }) => facts[kind] ?? ''),
    );
  }
  const rows = await tx.read<{ leadId: number }>({
    name: 'insert-leads',
    text: `with inserted as (
        insert into lead (org_id, lead_id, attributes, revision, created_at, name_key, ${factColumns})
        select $1, n.lead_id, n.attributes, n.revision, coalesce(n.created_at, clock_timestamp()), n.name_key, ${givenFacts}
        from unnest($2::bigint[], $3::jsonb[], $4::bigint[], $5::timestamptz[], $6::text[], ${factParameters(firstFact)})
          n (lead_id, attributes, revision, created_at, name_key, ${factColumns})
        on conflict do nothing returning lead_id),
      reached as (
        insert into lead_contact (org_id, lead_id, kind, key)
        select $1, c.lead_id, c.kind, c.key
        from unnest(${contactParameters}) c (lead_id, kind, key) join inserted using (lead_id))
      select id as "leadId" from unnest($2::bigint[]) id except select lead_id from inserted`,
    values: [
      orgId,
      leads.map((lead) => lead.leadId),
      leads.map((lead) => JSON.stringify(lead.attributes)),
      leads.map((lead) => lead.revision),
      leads.map((lead) => lead.createdAt),
      leads.map(({ facts }) => foldSearch(facts.name ?? '')),
      ...factArrays(leads.map(({ facts }) => facts)),
      ...contactArrays(listContacts(leads)),
    ],
  });
  return new Set(rows.map((row) => row.leadId));
}
