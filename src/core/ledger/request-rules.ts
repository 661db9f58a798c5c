import { Refusal, type RefusalCode } from '../../contract/refusal.ts';
import type { RowFacts } from '../../contract/v1/kinds/kept-rows.ts';
import type { RequestOrigin, RowFilter, RowOutcome } from '../../contract/words/request-words.ts';
import type { Asker } from '../access/access-rules.ts';

/** Who asks, and through which door. */
export type Requester = Asker & {
  origin: RequestOrigin;
  /** Who made the access key that they use, where it was somebody else. */
  keyMadeBy?: number | null | undefined;
};

export type Outcome = Exclude<RowOutcome, 'not attempted'>;

/** A role on a lead that an undo did not put back, and why; `account` where the row is an account. */
export interface LeftAlone {
  role: string;
  code: RefusalCode;
  message: string;
  laterRequestId?: number;
}

/** Why a row did not go as asked, in words and in members a program can read. */
export interface RowDetail extends RowFacts {
  code: RefusalCode;
  message: string;
  leftAlone?: LeftAlone[];
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

/** Why a row was not done as asked, as a refusal for whoever asked for that row alone. */
export function refusalOf({ detail }: Pick<RowResult, 'detail'>): Refusal {
  if (!detail) throw new Error('A row that was not done says why.');
  const { code, message, field } = detail;
  return new Refusal(code, { message, ...(typeof field === 'string' ? { field } : {}) });
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
  /** How many of those changed in part. */
  changedInPart: number;
  unchanged: number;
  failed: number;
  skipped: number;
}

/** Whether a row changed, but not all that was asked of it. */
export function isInPart({ outcome, detail }: RowResult): boolean {
  return outcome === 'changed' && detail?.leftAlone !== undefined;
}

const inPart = 'p';
const letters = { changed: 'c', unchanged: 'u', failed: 'f', skipped: 's' } as const;

/**
 * Outcomes are stored as a letter a row: a million rows that went as asked take almost no room. Rows beyond
 * the results were not attempted.
 */
export function encodeOutcomes(results: readonly RowResult[], rows: number = results.length): string {
  return results
    .map((result) => (isInPart(result) ? inPart : letters[result.outcome]))
    .join('')
    .padEnd(rows, 'n');
}

/** The letters of the rows that met an outcome, or met it in part. */
export function lettersOf(outcome: RowFilter): string {
  switch (outcome) {
    case 'changed':
      return letters.changed + inPart;
    case 'changed in part':
      return inPart;
    case 'not attempted':
      return 'n';
    default:
      return letters[outcome];
  }
}

export function decodeOutcome(letter: string | undefined): RowOutcome {
  switch (letter) {
    case 'c':
    case inPart:
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
  const counts = { changed: 0, unchanged: 0, failed: 0, skipped: 0 };
  for (const result of results) counts[result.outcome] += 1;
  return { total: results.length, ...counts, changedInPart: results.filter(isInPart).length };
}

/** Whether a row was not done as asked: nothing is then done of a request that is all or nothing. */
export function standsInTheWay(result: RowResult): boolean {
  return result.outcome === 'failed' || result.outcome === 'skipped' || isInPart(result);
}

/** A request that ran to its end is done, whatever its rows met, unless every one of them failed. */
export function decideFinalState(counts: Counts): 'done' | 'failed' {
  return counts.total > 0 && counts.failed === counts.total ? 'failed' : 'done';
}
