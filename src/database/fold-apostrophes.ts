import type pg from 'pg';
import { foldSearch } from '../contract/rules/fold-rules.ts';

const rowsAStep = 10_000;

/** Where names stand as they are searched. */
const searched = [
  { table: 'lead', id: 'lead_id', key: 'name_key' },
  { table: 'lead_name', id: 'lead_id', key: 'name_key' },
  { table: 'org_user', id: 'user_id', key: 'search_key' },
] as const;

/** Folds once more what was folded while an apostrophe was kept; what has none stays as it is. */
export async function foldApostrophes(client: pg.Client): Promise<string[]> {
  for (const { table, id, key } of searched) {
    await client.query(`declare to_fold no scroll cursor for
      select org_id as "orgId", ${id} as "id", ${key} as "key" from ${table} where strpos(${key}, chr(39)) > 0`);
    for (;;) {
      const { rows } = await client.query<{ orgId: number; id: string; key: string }>(
        `fetch ${rowsAStep} from to_fold`,
      );
      if (rows.length === 0) break;
      await client.query(
        `update ${table} t set ${key} = f.key
          from unnest($1::integer[], $2::bigint[], $3::text[]) f (org_id, id, key)
          where t.org_id = f.org_id and t.${id} = f.id and t.${key} <> f.key`,
        [rows.map((row) => row.orgId), rows.map((row) => row.id), rows.map((row) => foldSearch(row.key))],
      );
    }
    await client.query('close to_fold');
  }
  return [];
}
