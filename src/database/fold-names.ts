import type pg from 'pg';
import { foldSearch } from '../contract/rules/fold-rules.ts';

const rowsAStep = 10_000;

interface NamedLead {
  orgId: number;
  leadId: string;
  name: string;
}

/**
 * Folds the names of leads as they are searched. Where a name is of plain letters, what there was before is the same,
 * so only the others are written. Then the index of their parts is built, at once rather than row by row.
 */
export async function foldNames(client: pg.Client): Promise<string[]> {
  await client.query(`declare leads_to_fold no scroll cursor for
    select org_id as "orgId", lead_id as "leadId", name from lead
    where name !~ '^([!-_a-~]+( [!-_a-~]+)*)?$' collate "C"`);
  for (;;) {
    const { rows } = await client.query<NamedLead>(`fetch ${rowsAStep} from leads_to_fold`);
    if (rows.length === 0) break;
    await client.query(
      `update lead l set name_key = f.name_key
        from unnest($1::integer[], $2::bigint[], $3::text[]) f (org_id, lead_id, name_key)
        where l.org_id = f.org_id and l.lead_id = f.lead_id and l.name_key <> f.name_key`,
      [
        rows.map(({ orgId }) => orgId),
        rows.map(({ leadId }) => leadId),
        rows.map(({ name }) => foldSearch(name)),
      ],
    );
  }
  await client.query('close leads_to_fold');
  await client.query(
    `insert into lead_name (org_id, lead_id, name_key) select org_id, lead_id, name_key from lead`,
  );
  await client.query('create index lead_name_parts on lead_name using gin (trigrams(name_key) collate "C")');
  await client.query(`create trigger keep_names_of_new after insert on lead referencing new table as written
    for each statement execute function keep_lead_names()`);
  await client.query('analyze lead_name');
  return [];
}
