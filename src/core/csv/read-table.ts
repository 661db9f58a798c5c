import type { Readable } from 'node:stream';
import { Refusal } from '../../contract/refusal.ts';
import { type ColumnRules, describeRequired, openNames } from './column-name-rules.ts';
import { findBadCharacter } from './csv-value-rules.ts';
import { type Columns, decideColumns, type HeaderProblems, type IgnoredColumns } from './header-rules.ts';
import { type CsvLine, readLines } from './read-lines.ts';
import { RowReader, type ValueProblem } from './row-reader.ts';

/** A row as the file has it: its values to be read, or why it cannot be. */
export type TableRow = { line: number } & ({ values: RowReader } | { problem: ValueProblem });

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
  ignored?: IgnoredColumns | undefined;
}

const mostCharactersInBatch = 8_000_000;

/**
 * Opens a CSV file whose first line names its columns. Refuses a header that is not as the rules want it,
 * with every problem it has; a row that is not well formed is a row with a problem.
 */
export async function readTable(source: Readable, rules: ColumnRules, limits: TableLimits): Promise<Table> {
  const nameOf = openNames(rules);
  const lines = readLines(source, (name) => !['nameless', 'unknown'].includes(nameOf(name).is));
  try {
    const columns = getColumns((await lines.next()).value ?? undefined, rules, limits.ignored);
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

function getColumns(
  header: CsvLine | undefined,
  rules: ColumnRules,
  ignored: IgnoredColumns | undefined,
): Columns {
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
  const decision = decideColumns(header.values, rules, ignored);
  if ('columns' in decision) return decision.columns;
  throw refuseHeader(header.line, decision);
}

/** Where the header has no other fault, by the member that would have its unknown columns ignored. */
function refuseHeader(line: number, { problems, unknown }: HeaderProblems): Refusal {
  const message = `Line ${line}: ${problems.join(' ')}`;
  if (!unknown) return new Refusal('invalid-input', { message });
  const columns = unknown.map((column) => ({ line, column, reason: `Unknown column \`${column}\`.` }));
  return new Refusal('invalid-input', { field: 'ignoreColumns', message, problems: columns });
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
  const reason = 'broken' in each ? each.broken : findMisfit(each.values, columns);
  if (reason !== undefined || 'broken' in each) {
    return { line, problem: { code: 'invalid-input', reason: reason ?? '' } };
  }
  return { line, values: new RowReader(columns, each.values) };
}

/** Spreadsheets end rows with blank values; one that is not, or that has no name, would be lost without a word. */
function findMisfit(values: readonly string[], { count, needed, nameless }: Columns): string | undefined {
  const { length } = values;
  if (length < needed || values.findLastIndex((value) => value.trim() !== '') >= count) {
    return `The row has ${length === 1 ? '1 value' : `${length} values`} where the header names ${count === 1 ? '1 column' : `${count} columns`}.`;
  }
  const place = nameless.find((each) => (values[each] ?? '').trim() !== '');
  return place === undefined
    ? undefined
    : `Column ${place + 1} has a value here and no name in the first line; name it, or take the value out.`;
}

function tooManyRows(mostRows: number): ValueProblem {
  const reason = `One file takes at most ${mostRows.toLocaleString('en')} rows; nothing from this line on was read. Put it into another file.`;
  return { code: 'invalid-input', reason };
}
