import sql, { join, type Sql } from 'sql-template-tag';
import { foldSearch } from '../../contract/rules/fold-rules.ts';
import type { LeadSort } from '../../contract/v1/leads.ts';
import type { Transaction } from '../../database/transaction.ts';

const largestLeadId = Number.MAX_SAFE_INTEGER;
const rowsSampled = 3_000;
/** To find a lead by the index costs as much as to pass so many of them, by id or in an order that is not theirs on disk. */
const costOfFinding = { byId: 6, byOthers: 2 };
const page = 51;
const part = 3;

/** Words to find leads by, and whether so many have them that any order meets them soon. */
export interface NameSearch {
  words: string[];
  isCommon: boolean;
}

/** What a text asks for: each word of it is a part of the name, without regard to case, accents and spelling form. */
export function readSearch(q: string): NameSearch {
  const words = foldSearch(q).split(' ');
  return { words, isCommon: words.every((word) => word.length < part) };
}

/** The same, judged by a look at some leads: which way is the shorter one depends on how many there are. */
export async function judgeSearch(
  tx: Transaction,
  orgId: number,
  { q, sort }: { q: string; sort: LeadSort },
): Promise<NameSearch> {
  const search = readSearch(q);
  if (search.isCommon) return search;
  const [look] = await tx.read<{ seen: number; named: number; all: number }>(sql`with about as (
      select greatest(1, reltuples) as leads from pg_class where oid = 'lead'::regclass)
    select count(*) as seen, count(*) filter (where ${hasAll(search.words)}) as named,
      (select leads::bigint from about) as all
    from lead l tablesample system (least(100, 100.0 * ${rowsSampled} / (select leads from about)))
    where l.org_id = ${orgId}`);
  const { seen = 0, named = 0, all = 0 } = look ?? {};
  const cost = sort.endsWith('leadId') ? costOfFinding.byId : costOfFinding.byOthers;
  const found = (named / seen) * all * cost;
  return { ...search, isCommon: seen === 0 || (page * seen) / named < found };
}

/** Whether the name of a lead `l` has all of these words in it, or its id begins with these digits. */
export function isNamed(orgId: number, { words, isCommon }: NameSearch): Sql {
  const [only = ''] = words;
  const ids = words.length > 1 ? [] : listIdRanges(only);
  if (isCommon) return sql`(${join([hasAll(words), ...ids.map((range) => isWithin('l', range))], ' or ')})`;
  const named = sql`select * from leads_named(${words}::text[], ${listParts(words)}::text[])`;
  const numbered = ids.map(
    (range) => sql`select i.lead_id from lead i where i.org_id = ${orgId} and ${isWithin('i', range)}`,
  );
  return sql`l.lead_id in (${join([named, ...numbered], ' union all ')})`;
}

function hasAll(words: readonly string[]): Sql {
  return sql`(${join(
    words.map((word) => sql`strpos(l.name_key, ${word}) > 0`),
    ' and ',
  )})`;
}

function isWithin(alias: 'l' | 'i', { from, to }: IdRange): Sql {
  const id = alias === 'l' ? sql`l.lead_id` : sql`i.lead_id`;
  return sql`${id} between ${from}::bigint and ${to}::bigint`;
}

/** As the index holds them: every three characters in a row. */
function listParts(words: readonly string[]): string[] {
  const parts = words.flatMap((word) => {
    const letters = Array.from(word);
    return letters.slice(part - 1).map((_, place) => letters.slice(place, place + part).join(''));
  });
  return [...new Set(parts)];
}

interface IdRange {
  from: number;
  to: number;
}

/** Ids that begin with some digits, as ranges that an index finds: 12, 120 to 129, 1200 to 1299 … */
export function listIdRanges(q: string): IdRange[] {
  if (!/^[1-9]\d{0,15}$/.test(q)) return [];
  const ranges: IdRange[] = [];
  for (let unit = 1; Number(q) * unit <= largestLeadId; unit *= 10) {
    const from = Number(q) * unit;
    ranges.push({ from, to: Math.min(from + unit - 1, largestLeadId) });
  }
  return ranges;
}
