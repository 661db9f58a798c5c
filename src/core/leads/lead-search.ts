import sql, { join, type Sql } from 'sql-template-tag';

const largestLeadId = Number.MAX_SAFE_INTEGER;
const highestCharacter = '\u{10FFFF}';

/** Whether the name of a lead `l` begins with this, in any letter case, or its id with these digits. */
export function beginsWith(q: string): Sql {
  const last = `${q}${highestCharacter}`;
  const name = sql`(l.name_key >= lower(${q}::text) and l.name_key <= lower(${last}::text))`;
  const ids = listIdRanges(q).map(({ from, to }) => sql`l.lead_id between ${from}::bigint and ${to}::bigint`);
  return sql`(${join([name, ...ids], ' or ')})`;
}

/** Ids that begin with some digits, as ranges that an index finds: 12, 120 to 129, 1200 to 1299 … */
export function listIdRanges(q: string): { from: number; to: number }[] {
  if (!/^[1-9]\d{0,15}$/.test(q)) return [];
  const ranges: { from: number; to: number }[] = [];
  for (let unit = 1; Number(q) * unit <= largestLeadId; unit *= 10) {
    const from = Number(q) * unit;
    ranges.push({ from, to: Math.min(from + unit - 1, largestLeadId) });
  }
  return ranges;
}
