import { stringify } from 'csv-stringify/sync';
import { rowColumns } from '../../contract/row-columns.ts';
import { guardFormulas } from '../../contract/rules/formula-rules.ts';
import { tellSide, wordSide } from '../../contract/rules/move-rules.ts';
import type { RequestRow } from '../../core/requests/request-row.ts';
import type { Person } from '../../core/users/person.ts';
import { tellAsked } from './tell-asked.ts';

type Pages = AsyncIterable<readonly RequestRow[]>;

/** Rows as CSV. A text that a spreadsheet would take for a formula gets a ' before it. */
export async function* toCsv(pages: Pages): AsyncGenerator<string, void> {
  yield `${rowColumns.join(',')}\n`;
  for await (const rows of pages) yield stringify(rows.map(toRecord), { cast: { string: guardFormulas } });
}

function toRecord(row: RequestRow): (string | number | null | undefined)[] {
  return [
    row.row,
    row.key,
    row.leadId,
    row.userId,
    row.receiver?.userId,
    row.receiver?.email,
    row.planned,
    row.outcome,
    row.code,
    row.message,
    row.why,
    row.part,
    row.leftAlone?.map(({ role }) => role).join('; '),
    wordMoved(row, 'before'),
    wordMoved(row, 'after'),
    row.undoneBy,
    ...tellAsked(row),
  ];
}

/** Of a row that changed something, or is foreseen to. */
function wordMoved(row: RequestRow, when: 'before' | 'after'): string {
  const outcome = row.outcome === 'not attempted' ? row.planned : row.outcome;
  return outcome === 'changed' ? wordSide(tellSide(row, when), nameWithId) : '';
}

/** Names are not unique. */
function nameWithId({ name, userId }: Person): string {
  return `${name} (user ${userId})`;
}

/** Rows as JSON, one a line. */
export async function* toNdjson(pages: Pages): AsyncGenerator<string, void> {
  for await (const rows of pages) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
