import type { Readable } from 'node:stream';
import { Refusal } from '../../contract/refusal.ts';
import { findBadCharacter } from './csv-value-rules.ts';
import { type ColumnRules, type Columns, decideColumns, describeRequired } from './header-rules.ts';
import { type CsvLine, readLines } from './read-lines.ts';
import { type RowProblem, RowReader } from './row-reader.ts';

/** A row as the file has it: its values to be read, or why it cannot be. */
export type TableRow = { line: number } & ({ values: RowReader } | { problem: RowProblem });

export interface Table {
  columns: readonly string[];
  batches: AsyncGenerator<TableRow[], void>;
  /** Lets go of the file, read to its end or not. */
  close(): Promise<void>;
}

export interface TableLimits {
  mostRows: number;
  /** A batch of long rows holds fewer. */
  mostInBatch: number;
}

const mostCharactersInBatch = 8_000_000;

/**
 * Opens a CSV file whose first line names its columns. Refuses a header that is not as the rules want it,
 * with every problem it has; a row that is not well formed is a row with a problem.
 */
export async function readTable(source: Readable, rules: ColumnRules, limits: TableLimits): Promise<Table> {
  const lines = readLines(source);
  try {
    const columns = getColumns((await lines.next()).value ?? undefined, rules);
    return {
      columns: [...columns.places.keys()],
      batches: batchRows(lines, columns, limits),
      close: async () => void (await lines.return()),
    };
  } catch (error) {
    await lines.return();
    throw error;
  }
}

function getColumns(header: CsvLine | undefined, rules: ColumnRules): Columns {
  if (!header) {
    throw new Refusal('invalid-input', {
      message: `The file is empty; its first line must name ${describeRequired(rules)}.`,
    });
  }
  if ('broken' in header)
    throw new Refusal('invalid-input', { message: `Line ${header.line}: ${header.broken}` });
  if (header.values.some(findBadCharacter)) {
    throw new Refusal('invalid-input', {
      message: `Line ${header.line} is not plain UTF-8 text. Save the file as CSV UTF-8 and send it again.`,
    });
  }
  const decision = decideColumns(header.values, rules);
  if ('columns' in decision) return decision.columns;
  throw new Refusal('invalid-input', { message: `Line ${header.line}: ${decision.problems.join(' ')}` });
}

async function* batchRows(
  lines: AsyncGenerator<CsvLine, void>,
  columns: Columns,
  { mostRows, mostInBatch }: TableLimits,
): AsyncGenerator<TableRow[], void> {
  let batch: TableRow[] = [];
  let characters = 0;
  let rows = 0;
  for await (const each of lines) {
    rows += 1;
    if (rows > mostRows) {
      batch.push({ line: each.line, problem: tooManyRows(mostRows) });
      break;
    }
    batch.push(toRow(each, columns));
    if ('values' in each) for (const value of each.values) characters += value.length;
    if (batch.length >= mostInBatch || characters >= mostCharactersInBatch) {
      yield batch;
      batch = [];
      characters = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

function toRow(each: CsvLine, columns: Columns): TableRow {
  const { line } = each;
  if ('broken' in each) return { line, problem: { code: 'invalid-input', reason: each.broken } };
  const { length } = each.values;
  if (length === columns.count) return { line, values: new RowReader(columns, each.values) };
  const values = length === 1 ? '1 value' : `${length} values`;
  const reason = `The row has ${values} where the header names ${columns.count === 1 ? '1 column' : `${columns.count} columns`}.`;
  return { line, problem: { code: 'invalid-input', reason } };
}

function tooManyRows(mostRows: number): RowProblem {
  const reason = `One file takes at most ${mostRows.toLocaleString('en')} rows; nothing from this line on was read. Put it into another file.`;
  return { code: 'invalid-input', reason };
}
