import type { ValueProblem } from '../../csv/row-reader.ts';
import { type Counts, countOutcomes, type RowResult } from '../../ledger/request-rules.ts';

export interface ImportProblem {
  line: number;
  column?: string;
  reason: string;
}

/** What became of a file. Every row is imported or rejected; an imported one may have a problem all the same. */
export interface ImportReport {
  requestId: number;
  imported: number;
  rejected: number;
  /** The first 1,000. */
  problems: ImportProblem[];
}

const mostProblems = 1_000;

/** Counts the rows of an import and keeps its first problems. */
export class ImportTally {
  readonly #problems: ImportProblem[] = [];
  readonly #counts: Counts = countOutcomes([]);
  #noted = 0;

  /** Of every problem, kept or not. */
  get noted(): number {
    return this.#noted;
  }

  get counts(): Counts {
    return { ...this.#counts };
  }

  count(results: readonly RowResult[]): void {
    const more = countOutcomes(results);
    this.#counts.total += more.total;
    this.#counts.changed += more.changed;
    this.#counts.failed += more.failed;
    this.#counts.skipped += more.skipped;
  }

  note(line: number, { column, reason }: ValueProblem): void {
    this.#noted += 1;
    if (this.#noted <= mostProblems) this.#problems.push({ line, ...(column ? { column } : {}), reason });
  }

  report(requestId: number): ImportReport {
    const { changed, failed } = this.#counts;
    return { requestId, imported: changed, rejected: failed, problems: [...this.#problems] };
  }
}
