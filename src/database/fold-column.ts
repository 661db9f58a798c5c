import type pg from 'pg';
import { foldSearch } from '../contract/rules/fold-rules.ts';

const rowsAStep = 10_000;

/** A column that is searched, of which text it is folded, and of which rows. */
export interface FoldedColumn {
  table: 'lead' | 'lead_name' | 'org_user';
  id: 'lead_id' | 'user_id';
  key: 'name_key' | 'search_key';
  of: 'name' | 'name_key' | 'search_key';
  where: string;
}

/** Folds what those rows hold as it is searched, some rows at a time; what stands so already is not written. */
export async function foldColumn(
  client: pg.Client,
  { table, id, key, of, where }: FoldedColumn,
): Promise<void> {
  await client.query(`declare to_fold no scroll cursor for
    select org_id as "orgId", ${id} as "id", ${of} as "text" from ${table} where ${where}`);
  for (;;) {
    const { rows } = await client.query<{ orgId: number; id: string; text: string }>(
      `fetch ${rowsAStep} from to_fold`,
    );
    if (rows.length === 0) break;
    await client.query(
      `update ${table} t set ${key} = f.key
        from unnest($1::integer[], $2::bigint[], $3::text[]) f (org_id, id, key)
        where t.org_id = f.org_id and t.${id} = f.id and t.${key} <> f.key`,
      [rows.map((row) => row.orgId), rows.map((row) => row.id), rows.map((row) => foldSearch(row.text))],
    );
  }
  await client.query('close to_fold');
}
