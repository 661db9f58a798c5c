import type pg from 'pg';
import { foldColumn } from './fold-column.ts';

/** Where names stand as they are searched. */
const searched = [
  { table: 'lead', id: 'lead_id', key: 'name_key' },
  { table: 'lead_name', id: 'lead_id', key: 'name_key' },
  { table: 'org_user', id: 'user_id', key: 'search_key' },
] as const;

/** Folds once more what was folded while an apostrophe was kept; what has none stays as it is. */
export async function foldApostrophes(client: pg.Client): Promise<string[]> {
  for (const column of searched) {
    const { key } = column;
    await foldColumn(client, { ...column, of: key, where: `strpos(${key}, chr(39)) > 0` });
  }
  return [];
}
