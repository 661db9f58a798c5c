import type { Readable } from 'node:stream';
import { Refusal, type RowProblem } from '../../contract/refusal.ts';
import type { ColumnRules } from './header-rules.ts';
import { readTable, type TableRow } from './read-table.ts';
import type { RowReader } from './row-reader.ts';

/** How the rows of one kind of file are read. */
export interface RowRules<Row> {
  columns: ColumnRules;
  mostRows: number;
  read(values: RowReader, line: number): Row;
}

const mostProblems = 1_000;

/**
 * Reads a CSV file page after page. Once a row is not as it should be no page follows: the rest is only
 * searched for more of them, and the file is refused with all.
 */
export async function* readRows<Row>(source: Readable, rules: RowRules<Row>): AsyncGenerator<Row[], void> {
  const table = await readTable(source, rules.columns, rules.mostRows);
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
      if (bad === 0) yield rows;
    }
  } finally {
    await table.close();
  }
  refuse({ bad, good, problems });
}

function readRow<Row>(each: TableRow, { read }: RowRules<Row>): { row: Row } | { problem: RowProblem } {
  const { line } = each;
  const row = 'values' in each ? read(each.values, line) : undefined;
  const problem = 'values' in each ? each.values.problem : each.problem;
  if (row !== undefined && !problem) return { row };
  const { column, reason = '' } = problem ?? {};
  return { problem: { line, ...(column === undefined ? {} : { column }), reason } };
}

function refuse({ bad, good, problems }: { bad: number; good: number; problems: RowProblem[] }): void {
  const [first] = problems;
  if (first) {
    const count = bad === 1 ? '1 row is' : `${bad.toLocaleString('en')} rows are`;
    const message = `${count} not as needed, so nothing was done. Line ${first.line}: ${first.reason}`;
    throw new Refusal('rows-invalid', { message, problems });
  }
  if (good === 0)
    throw new Refusal('invalid-input', { message: 'The file has no row below its first line.' });
}
