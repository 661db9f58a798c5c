import type { Readable } from 'node:stream';
import { Refusal, type RowProblem } from '../../contract/refusal.ts';
import type { ColumnRules } from './column-name-rules.ts';
import type { IgnoredColumns } from './header-rules.ts';
import { readTable, type TableRow } from './read-table.ts';
import type { RowReader } from './row-reader.ts';
import { RowsRefusal } from './rows-refusal.ts';

/** How the rows of one kind of file are read. */
export interface RowRules<Row> {
  columns: ColumnRules;
  mostRows: number;
  read(values: RowReader, line: number): Row;
}

const mostProblems = 1_000;
/** Few enough to be forgotten before the memory of a large file grows. */
const mostInBatch = 2_000;

/**
 * Reads a CSV file page after page. Rows that are not as they should be are left out, and the file is refused with
 * all of them once it is read to its end: until then nothing may be made of the others.
 */
export async function* readRows<Row>(
  source: Readable,
  rules: RowRules<Row>,
  ignored?: IgnoredColumns,
): AsyncGenerator<Row[], void> {
  const table = await readTable(source, rules.columns, { mostRows: rules.mostRows, mostInBatch, ignored });
  const problems: RowProblem[] = [];
  let bad = 0;
  let good = 0;
  try {
    for await (const batch of table.batches) {
      const rows: Row[] = [];
      for (const each of batch) {
        const read = readRow(each, rules);
        if ('row' in read) rows.push(read.row);
        else if (++bad <= mostProblems) problems.push(read.problem);
      }
      good += rows.length;
      yield rows;
    }
  } finally {
    await table.close();
  }
  if (bad > 0) throw new RowsRefusal(bad, problems);
  if (good === 0)
    throw new Refusal('invalid-input', { message: 'The file has no row below its first line.' });
}

function readRow<Row>(each: TableRow, { read }: RowRules<Row>): { row: Row } | { problem: RowProblem } {
  const { line } = each;
  const row = 'values' in each ? read(each.values, line) : undefined;
  const problem = 'values' in each ? each.values.problem : each.problem;
  if (row !== undefined && !problem) return { row };
  const { column, reason = '' } = problem ?? {};
  return { problem: { line, ...(column === undefined ? {} : { column }), reason } };
}
