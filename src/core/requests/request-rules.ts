import type { Refusal, RefusalCode } from '../../contract/refusal.ts';
import type { Asker } from '../access/access-rules.ts';

export type RequestKind = 'reassign' | 'managers' | 'offboard' | 'import' | 'undo';
export type RequestState = 'planned' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
export type RequestOrigin = 'insellerate' | 'leadsquared' | 'api' | 'cli';

/** Who asks, and through which door. */
export type Requester = Asker & { origin: RequestOrigin };

export type Outcome = 'changed' | 'unchanged' | 'failed' | 'skipped';

/** Why a row did not go as asked, in words and in members a program can read. */
export interface RowDetail {
  code: RefusalCode;
  message: string;
  [fact: string]: unknown;
}

/** What became of one row of a request. */
export interface RowResult {
  outcome: Outcome;
  detail?: RowDetail | undefined;
}

/** The row that a refusal makes of it. */
export function failBy({ code, message, field }: Refusal): RowResult & { outcome: 'failed' } {
  return { outcome: 'failed', detail: { code, message, ...(field === undefined ? {} : { field }) } };
}

/** What a row came to that closes and opens these. */
export function outcomeOf(change: {
  close: readonly unknown[];
  open: readonly unknown[];
}): 'changed' | 'unchanged' {
  return change.close.length + change.open.length > 0 ? 'changed' : 'unchanged';
}

export interface Counts {
  total: number;
  changed: number;
  unchanged: number;
  failed: number;
  skipped: number;
}

const letters = { changed: 'c', unchanged: 'u', failed: 'f', skipped: 's' } as const;

/**
 * Outcomes are stored as a letter a row: a million rows that went as asked take almost no room. Rows beyond
 * the results were not attempted.
 */
export function encodeOutcomes(results: readonly RowResult[], rows: number = results.length): string {
  return results
    .map((result) => letters[result.outcome])
    .join('')
    .padEnd(rows, 'n');
}

export function decodeOutcome(letter: string | undefined): Outcome | 'not attempted' {
  switch (letter) {
    case 'c':
      return 'changed';
    case 'u':
      return 'unchanged';
    case 'f':
      return 'failed';
    case 's':
      return 'skipped';
    default:
      return 'not attempted';
  }
}

/** The details of the rows that have one, by their place in the chunk; null where none has. */
export function collectDetails(
  results: readonly Pick<RowResult, 'detail'>[],
): Record<number, RowDetail> | null {
  const details: Record<number, RowDetail> = {};
  for (const [place, { detail }] of results.entries()) if (detail) details[place] = detail;
  return Object.keys(details).length > 0 ? details : null;
}

export function countOutcomes(results: readonly RowResult[]): Counts {
  const counts: Counts = { total: results.length, changed: 0, unchanged: 0, failed: 0, skipped: 0 };
  for (const result of results) counts[result.outcome] += 1;
  return counts;
}

/** Whether a row was not done as asked: nothing is then done of a request that is all or nothing. */
export function standsInTheWay({ outcome }: RowResult): boolean {
  return outcome === 'failed' || outcome === 'skipped';
}

/** A request that ran to its end is done, whatever its rows met, unless every one of them failed. */
export function decideFinalState(counts: Counts): 'done' | 'failed' {
  return counts.total > 0 && counts.failed === counts.total ? 'failed' : 'done';
}
