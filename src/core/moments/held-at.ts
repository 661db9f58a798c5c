import sql, { raw, type Sql } from 'sql-template-tag';

/** Whether an assignment `a` or `s`, or a reporting line `l`, holds at the moment; without one, whether it holds now. */
export function heldAt(alias: 'a' | 's' | 'l', asOf: string | undefined): Sql {
  const row = raw(alias);
  if (asOf === undefined) return sql`${row}.until_at is null`;
  const until = sql`${row}.until_at is null or ${row}.until_at > ${asOf}::timestamptz`;
  return sql`${row}.from_at <= ${asOf}::timestamptz and (${until})`;
}
