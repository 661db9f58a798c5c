import { type ExitCode, exitCodes } from '../terminal/exit-codes.ts';
import { print } from '../terminal/print.ts';
import { toTable } from '../terminal/table.ts';

/** What became of one row that a vendor's server was asked to change. */
export interface VendorResult {
  /** The lead or the user, as it was named. */
  subject: string;
  outcome: 'done' | 'accepted' | 'failed' | 'unknown' | 'not attempted';
  message: string;
  /** The server's id of the request, to follow it by. */
  requestId?: string | undefined;
}

/** Prints a line a row and the counts; the exit code tells whether every row went through. */
export function printResults(flags: { json?: true }, results: readonly VendorResult[]): void {
  const counts = Object.entries(Object.groupBy(results, ({ outcome }) => outcome));
  print(flags, results, () => [
    ...toTable(
      results.map(({ subject, outcome, requestId, message }) => [subject, outcome, requestId ?? '', message]),
    ),
    '',
    counts.map(([outcome, rows]) => `${rows.length} ${outcome}`).join(', '),
  ]);
  process.exitCode = exitCodeOfRows(results);
}

/** What nobody answered may have been done all the same, and is worth more attention than what was refused. */
function exitCodeOfRows(results: readonly VendorResult[]): ExitCode {
  if (results.some(({ outcome }) => outcome === 'unknown')) return exitCodes.noAnswer;
  const isDone = ({ outcome }: VendorResult) => outcome === 'done' || outcome === 'accepted';
  return results.every(isDone) ? exitCodes.done : exitCodes.notAllWell;
}
