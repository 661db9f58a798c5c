import sql, { join, type Sql } from 'sql-template-tag';
import { foldSearch } from '../../contract/rules/fold-rules.ts';
import type { LeadSort } from '../../contract/words/lead-words.ts';
import type { Transaction } from '../../database/transaction.ts';

const largestLeadId = Number.MAX_SAFE_INTEGER;
const rowsSampled = 10_000;
/** To find a lead by its parts costs as much as to pass so many: names in order, or leads in an order that is not theirs on disk. */
const costOfFinding = { inOrder: 40, byOthers: 2 };
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
      select greatest(1, reltuples) as leads from pg_class where oid = 'lead_name'::regclass)
    select count(*) as seen, count(*) filter (where ${hasAll(search.words)}) as named,
      (select leads::bigint from about) as all
    from lead_name n tablesample system (least(100, 100.0 * ${rowsSampled} / (select leads from about)))
    where n.org_id = ${orgId}`);
  const { seen = 0, named = 0, all = 0 } = look ?? {};
  const cost = /(leadId|name)$/.test(sort) ? costOfFinding.inOrder : costOfFinding.byOthers;
  const found = (named / seen) * all * cost;
  return { ...search, isCommon: seen === 0 || (page * seen) / named < found };
}

/** Ids and names of the leads whose name has all of these words in it, or whose id begins with these digits. */
export function listNamed(orgId: number, { words, isCommon }: NameSearch): Sql {
  const [only = ''] = words;
  const ids = words.length > 1 ? [] : listIdRanges(only).map(isWithin);
  if (isCommon) return sql`${listNames(orgId)} and ${isAny([hasAll(words), ...ids])}`;
  const named = sql`select f.lead_id, f.name_key from leads_named(${words}::text[], ${listParts(words)}::text[]) f`;
  return ids.length === 0 ? named : sql`${named} union ${listNames(orgId)} and ${isAny(ids)}`;
}

/** Ids and names of all leads. They stand beside the leads, where no reassignment writes and an index has them in order. */
export function listNames(orgId: number): Sql {
  return sql`select n.lead_id, n.name_key from lead_name n where n.org_id = ${orgId}`;
}

function isAny(conditions: readonly Sql[]): Sql {
  return sql`(${join(conditions, ' or ')})`;
}

function hasAll(words: readonly string[]): Sql {
  return sql`(${join(
    words.map((word) => sql`strpos(n.name_key, ${word}) > 0`),
    ' and ',
  )})`;
}

function isWithin({ from, to }: IdRange): Sql {
  return sql`n.lead_id between ${from}::bigint and ${to}::bigint`;
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
