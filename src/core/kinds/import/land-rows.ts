import type { Spec } from '../../../contract/v1/kinds/kinds.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { ColumnRules } from '../../csv/column-name-rules.ts';
import type { TableRow } from '../../csv/read-table.ts';
import type { RowReader, ValueProblem } from '../../csv/row-reader.ts';
import type { RowDetail, RowResult } from '../../ledger/request-rules.ts';

export interface ImportTarget {
  orgId: number;
  requestId: number;
}

export interface Numbered<Entry> {
  line: number;
  entry: Entry;
}

/** The id under which a row went in, or why it did not. */
export type Landing = { subject: number } | { problem: ValueProblem };

/** A row that went in, with a part that did not. */
export interface LateProblem {
  subject: number;
  line: number;
  problem: ValueProblem;
}

/** How the rows of one kind of file are read and written. */
export interface ImportPlan<Entry> {
  subjects: Spec<'import'>['subjects'];
  columns: ColumnRules;
  mostRows: number;
  read(values: RowReader): Entry;
  /** Writes what can be written of a batch; one landing an entry, in their order. */
  land(tx: Transaction, target: ImportTarget, entries: readonly Numbered<Entry>[]): Promise<Landing[]>;
  /** What can be judged only once every row is in. Where there is such a thing, a file is one transaction. */
  settle?(tx: Transaction, target: ImportTarget): Promise<LateProblem[]>;
}

export type LandedRow = { line: number } & Landing;

/** Reads and writes a batch; one landing a row, in their order. */
export async function landRows<Entry>(
  tx: Transaction,
  target: ImportTarget,
  plan: ImportPlan<Entry>,
  rows: readonly TableRow[],
): Promise<LandedRow[]> {
  const read = rows.map((row) => readRow(plan, row));
  const landings = await plan.land(
    tx,
    target,
    read.filter((row) => 'entry' in row),
  );
  const landed = landings.values();
  return read.map((row) => {
    if ('problem' in row) return row;
    const { value: landing } = landed.next();
    if (!landing) throw new Error('A batch did not land row for row.');
    return { line: row.line, ...landing };
  });
}

function readRow<Entry>(
  plan: ImportPlan<Entry>,
  row: TableRow,
): Numbered<Entry> | { line: number; problem: ValueProblem } {
  if ('problem' in row) return row;
  const { line, values } = row;
  const entry = plan.read(values);
  return values.problem ? { line, problem: values.problem } : { line, entry };
}

const landedWell: RowResult = { outcome: 'changed' };

export function toResult(row: LandedRow): RowResult {
  return 'problem' in row ? { outcome: 'failed', detail: toDetail(row.line, row.problem) } : landedWell;
}

/** A problem as a request keeps it with its row. */
export function toDetail(line: number, { code, column, reason }: ValueProblem): RowDetail {
  return { code, message: reason, line, ...(column ? { column } : {}) };
}
