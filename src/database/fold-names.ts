import type pg from 'pg';
import { foldColumn } from './fold-column.ts';

/**
 * Folds the names of leads as they are searched. Where a name is of plain letters, what there was before is the same,
 * so only the others are written. Then the index of their parts is built, at once rather than row by row.
 */
export async function foldNames(client: pg.Client): Promise<string[]> {
  await foldColumn(client, {
    table: 'lead',
    id: 'lead_id',
    key: 'name_key',
    of: 'name',
    where: `name !~ '^([!-_a-~]+( [!-_a-~]+)*)?$' collate "C"`,
  });
  await client.query(
    `insert into lead_name (org_id, lead_id, name_key) select org_id, lead_id, name_key from lead`,
  );
  await client.query('create index lead_name_parts on lead_name using gin (trigrams(name_key) collate "C")');
  await client.query(`create trigger keep_names_of_new after insert on lead referencing new table as written
    for each statement execute function keep_lead_names()`);
  await client.query('analyze lead_name');
  return [];
}
