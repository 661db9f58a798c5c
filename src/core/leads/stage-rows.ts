import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { LeadAsk, LeadList } from '../assignments/reassignment-terms.ts';
import { RowsRefusal } from '../imports/rows-refusal.ts';

const mostRows = 5_000_000;

/**
 * Puts a list of leads where one cursor can join it; it is gone with the transaction. Refuses what is wrong with the
 * list all at once: rows of a file that cannot be read, and leads that are named twice.
 */
export async function stageRows(tx: Transaction, { rows, member }: LeadList): Promise<void> {
  tx.write({
    text: `create temporary table staged_row (
      place integer primary key, lead_id bigint not null, ask jsonb, key text, line integer) on commit drop`,
    values: [],
  });
  const unread = await insertPages(tx, rows);
  const repeats = await findRepeats(tx);
  if (repeats.length > 0 && member) throw refuseRepeats(repeats, member);
  if (unread || repeats.length > 0) throw refuseFile(unread, repeats);
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
  if (count > mostRows) {
    throw new Refusal('invalid-input', {
      message: `A request takes at most ${mostRows.toLocaleString('en')} rows. Send the rest in another request.`,
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
      page.some((row) => row.key !== undefined) ? page.map((row) => row.key ?? null) : null,
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
function findRepeats(tx: Transaction): Promise<Repeat[]> {
  return tx.read<Repeat>({
    text: `select lead_id as "leadId", at, first, count(*) over () as total from (
        select place, lead_id, coalesce(line, place) as at, first_value(place) over named as first_place,
          first_value(coalesce(line, place)) over named as first
        from staged_row window named as (partition by lead_id order by place)) r
      where place > first_place order by place limit 1000`,
    values: [],
  });
}

function refuseFile(unread: RowsRefusal | undefined, repeats: readonly Repeat[]): RowsRefusal {
  const named = repeats.map(({ at, leadId, first }) => ({
    line: at,
    column: 'lead_id',
    reason: `Lead ${leadId} is named by line ${first} already.`,
  }));
  return new RowsRefusal((unread?.bad ?? 0) + (repeats[0]?.total ?? 0), [
    ...(unread?.problems ?? []),
    ...named,
  ]);
}

function refuseRepeats(repeats: readonly Repeat[], member: 'leads' | 'rows'): Refusal {
  const problems = repeats.map(({ at, leadId, first }) => ({
    line: at,
    column: nameElement(member, at),
    reason: `Lead ${leadId} is named by ${nameElement(member, first)} already.`,
  }));
  const [first] = problems;
  const field = first?.column ?? member;
  return new Refusal('rows-invalid', {
    field,
    message: `${field}: ${first?.reason} Name each lead once.`,
    problems,
  });
}

/** As paths into a JSON body are written. */
function nameElement(member: 'leads' | 'rows', at: number): string {
  return member === 'leads' ? `leads[${at - 1}]` : `rows[${at - 1}].leadId`;
}
