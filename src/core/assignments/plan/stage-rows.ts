import { Refusal } from '../../../contract/refusal.ts';
import { mostCsvLeads } from '../../../contract/words/limits.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { RowsRefusal } from '../../csv/rows-refusal.ts';
import { keysOf } from '../../ledger/plan-store.ts';
import type { LeadAsk, LeadList } from '../reassignment-terms.ts';

const mostTold = 1_000;

/** What is wrong with a row of a list: its line of a file, or else its place from 1, and the member at fault. */
export interface RowFault {
  at: number;
  /** Its path within the row, and the column it is of a file. */
  member: string;
  column: string;
  reason: string;
}

/**
 * Puts a list of leads where one cursor can join it; it is gone with the transaction. Refuses what is wrong with the
 * list all at once: rows of a file that cannot be read, leads that are named twice, and what `findMore` finds.
 */
export async function stageRows(
  tx: Transaction,
  { rows, member }: LeadList,
  findMore: () => Promise<RowFault[]> = async () => [],
): Promise<void> {
  tx.write({
    text: `create temporary table staged_row (
      place integer primary key, lead_id bigint not null, ask jsonb, key text, line integer) on commit drop`,
    values: [],
  });
  const unread = await insertPages(tx, rows);
  const { total, faults: repeats } = await findRepeats(tx, member);
  const more = await findMore();
  const faults = [...repeats, ...more];
  if (faults.length > 0 && member) throw refuseList(faults, member);
  if (unread || faults.length > 0) throw refuseFile(unread, faults, total + more.length);
  tx.write({ text: 'analyze staged_row', values: [] });
}

/** Whether a row of the list takes users off its lead by its own words. */
export async function findsRemoval(tx: Transaction): Promise<boolean> {
  const [found] = await tx.read<{ isAsked: boolean }>({
    text: `select exists (select from staged_row
      where ask->'primary' = 'null' or ask ?| array['agentRole', 'remove']) as "isAsked"`,
    values: [],
  });
  return found?.isAsked ?? false;
}

/** Whether a row of the list says by its own words what becomes of who else stands on its lead. */
export async function findsOwnOthers(tx: Transaction): Promise<boolean> {
  const [found] = await tx.read<{ isSaid: boolean }>({
    text: `select exists (select from staged_row where ask ? 'others') as "isSaid"`,
    values: [],
  });
  return found?.isSaid ?? false;
}

/** Goes on to the end of a file that is to be refused, so that repeated leads are told with its other rows. */
async function insertPages(tx: Transaction, rows: LeadList['rows']): Promise<RowsRefusal | undefined> {
  let count = 0;
  try {
    for await (const page of rows) {
      refuseTooMany(count + page.length);
      await insertPage(tx, count, page);
      count += page.length;
    }
  } catch (error) {
    if (!(error instanceof RowsRefusal)) throw error;
    return error;
  }
  return undefined;
}

function refuseTooMany(count: number): void {
  if (count > mostCsvLeads) {
    throw new Refusal('invalid-input', {
      message: `A request takes at most ${mostCsvLeads.toLocaleString('en')} rows. Send the rest in another request.`,
    });
  }
}

async function insertPage(tx: Transaction, before: number, page: readonly LeadAsk[]): Promise<void> {
  await tx.read({
    text: `insert into staged_row select $1 + place, lead_id, ask, key, line
      from unnest($2::bigint[], $3::jsonb[], $4::text[], $5::integer[]) with ordinality
        r (lead_id, ask, key, line, place)`,
    values: [
      before,
      page.map((row) => row.leadId),
      page.map(writeAsk),
      keysOf(page),
      page.map((row) => row.line ?? null),
    ],
  });
}

/** Null where a row asks for nothing of its own, as most do. */
function writeAsk({ primary, listed, others, agentRole, remove, heirs, why }: LeadAsk): string | null {
  const ask = JSON.stringify({ primary, listed, others, agentRole, remove, heirs, why });
  return ask === '{}' ? null : ask;
}

interface Repeat {
  leadId: number;
  /** Where it is named again: a line of a file, or else a place in a list from 1. */
  at: number;
  first: number;
  /** How many there are in all. */
  total: number;
}

/** A lead can have one outcome in a request, so a list must name it once. */
async function findRepeats(
  tx: Transaction,
  list: LeadList['member'],
): Promise<{ total: number; faults: RowFault[] }> {
  const repeats = await tx.read<Repeat>({
    text: `select lead_id as "leadId", at, first, count(*) over () as total from (
        select place, lead_id, coalesce(line, place) as at, first_value(place) over named as first_place,
          first_value(coalesce(line, place)) over named as first
        from staged_row window named as (partition by lead_id order by place)) r
      where place > first_place order by place limit ${mostTold}`,
    values: [],
  });
  const faults = repeats.map(({ leadId, at, first }) => {
    const by = list ? nameElement(list, { at: first, member: 'leadId' }) : `line ${first}`;
    const reason = `Lead ${leadId} is named by ${by} already.`;
    return { at, member: 'leadId', column: 'lead_id', reason };
  });
  return { total: repeats[0]?.total ?? 0, faults };
}

function refuseFile(unread: RowsRefusal | undefined, faults: readonly RowFault[], bad: number): RowsRefusal {
  return new RowsRefusal((unread?.bad ?? 0) + bad, [
    ...(unread?.problems ?? []),
    ...faults.map(({ at, column, reason }) => ({ line: at, column, reason })),
  ]);
}

function refuseList(faults: readonly RowFault[], list: 'leads' | 'rows'): Refusal {
  const told = faults.toSorted((a, b) => a.at - b.at).slice(0, mostTold);
  const problems = told.map((fault) => ({
    line: fault.at,
    column: nameElement(list, fault),
    reason: fault.reason,
  }));
  const [first] = problems;
  const field = first?.column ?? list;
  const advice = told[0]?.member === 'leadId' ? ' Name each lead once.' : '';
  return new Refusal('rows-invalid', { field, message: `${field}: ${first?.reason}${advice}`, problems });
}

/** As paths into a JSON body are written. */
function nameElement(list: 'leads' | 'rows', { at, member }: Pick<RowFault, 'at' | 'member'>): string {
  return list === 'leads' ? `leads[${at - 1}]` : `rows[${at - 1}].${member}`;
}
