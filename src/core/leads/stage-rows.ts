import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { LeadAsk } from '../assignments/reassignment-terms.ts';

const mostRows = 5_000_000;

/** Puts a list of leads, as it streams in, where one cursor can join it; it is gone with the transaction. */
export async function stageRows(tx: Transaction, rows: AsyncIterable<LeadAsk[]>): Promise<void> {
  tx.write({
    text: `create temporary table staged_row (
      place integer primary key, lead_id bigint not null, ask jsonb, key text, line integer) on commit drop`,
    values: [],
  });
  let count = 0;
  for await (const page of rows) {
    refuseTooMany(count + page.length);
    await insertPage(tx, count, page);
    count += page.length;
  }
  await refuseRepeats(tx);
  tx.write({ text: 'analyze staged_row', values: [] });
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
      page.map(({ primary, listed, others, why }) => JSON.stringify({ primary, listed, others, why })),
      page.map((row) => row.key ?? null),
      page.map((row) => row.line ?? null),
    ],
  });
}

interface Repeat {
  leadId: number;
  /** Where it is named again: a line of a file, or else a row of a list. */
  line: number;
  first: number;
  isInFile: boolean;
}

/** A lead can have one outcome in a request, so a list must name it once. */
async function refuseRepeats(tx: Transaction): Promise<void> {
  const repeats = await tx.read<Repeat>({
    text: `select lead_id as "leadId", coalesce(line, place) as line, first, line is not null as "isInFile" from (
        select place, lead_id, line, first_value(place) over named as first_place,
          first_value(coalesce(line, place)) over named as first
        from staged_row window named as (partition by lead_id order by place)) r
      where place > first_place order by place limit 1000`,
    values: [],
  });
  const [repeat] = repeats;
  if (!repeat) return;
  const place = repeat.isInFile ? 'line' : 'row';
  throw new Refusal('rows-invalid', {
    message: `Lead ${repeat.leadId} is named by ${place} ${repeat.first} and again by ${place} ${repeat.line}. Name each lead once.`,
    problems: repeats.map(({ line, leadId, first }) => ({
      line,
      column: 'lead_id',
      reason: `Lead ${leadId} is named by ${place} ${first} already.`,
    })),
  });
}
