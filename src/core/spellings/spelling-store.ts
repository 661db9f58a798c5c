import sql, { type Sql } from 'sql-template-tag';
import { foldText } from '../../contract/rules/fold-rules.ts';
import type { Transaction } from '../../database/transaction.ts';

/** What an organisation groups its people and leads by in words of its own. */
export type WordKind = 'role' | 'status' | 'source' | 'state';

/** Whether a column of words has one of these, however either is spelt. */
export function isSpelt(orgId: number, kind: WordKind, column: Sql, words: readonly string[]): Sql {
  return sql`${column} = any(array(select unnest(${words}::text[]) union all
    select w.text from spelling w where w.org_id = ${orgId} and w.kind = ${kind}
      and w.key = any(${words.map(foldText)}::text[])))`;
}

/** Keeps how words are spelt; each spelling once. */
export function noteSpellings(tx: Transaction, orgId: number, kind: WordKind, words: Iterable<string>): void {
  const texts = [...new Set(words)];
  if (texts.length === 0) return;
  tx.write({
    name: 'note-spellings',
    text: `insert into spelling (org_id, kind, text, key)
      select $1, $2, w.text, w.key from unnest($3::text[], $4::text[]) with ordinality w (text, key, place)
      where not exists (select from spelling s where s.org_id = $1 and s.kind = $2 and s.text = w.text)
      order by w.place on conflict do nothing`,
    values: [orgId, kind, texts, texts.map(foldText)],
  });
}
