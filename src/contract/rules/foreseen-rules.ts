// What a plan foresees, in the words that every face tells people.

import type { RowOutcome } from '../words/request-words.ts';
import type { OnFailure } from '../words/term-words.ts';

/** Of rows by how many each meets: what is counted, in the order in which it is told. */
export interface ForeseenCounts {
  changed: number;
  changedInPart?: number;
  unchanged: number;
  skipped?: number;
  failed: number;
  /** How many of those that fail do so because no receiver's book has room. */
  withoutRoom?: number;
}

/** A request as far as it says what its plan foresees. */
export interface ForeseeingRequest {
  onFailure: OnFailure;
  preview: (ForeseenCounts & { warnings: readonly { code: string; message: string }[] }) | null;
}

export interface ForeseenCount {
  text: string;
  count: number;
  /** It counts some of the rows of the entry before it once more. */
  isPart?: true;
}

const words = {
  changed: 'will change',
  unchanged: 'already as asked',
  skipped: 'will be left alone',
  failed: 'will fail',
  'not attempted': 'will not be attempted',
} as const satisfies Record<RowOutcome, string>;

/** How many rows are in the way of a request that is all or nothing: because of them nothing of it will happen. */
export function countInTheWay({ onFailure, preview }: ForeseeingRequest): number {
  if (onFailure !== 'all-or-nothing' || preview === null) return 0;
  return preview.failed + (preview.skipped ?? 0) + (preview.changedInPart ?? 0);
}

/** What is foreseen of one row; where others are in the way of all, what would become of it without them. */
export function wordForeseen(
  row: { planned: RowOutcome; leftAlone?: readonly unknown[] },
  request: ForeseeingRequest,
): string {
  const isInPart = row.planned === 'changed' && row.leftAlone !== undefined;
  if (countInTheWay(request) === 0) return words[row.planned] + (isInPart ? ' in part' : '');
  if (row.planned === 'failed' || row.planned === 'skipped' || isInPart) return 'in the way';
  return row.planned === 'changed' ? 'would change' : words[row.planned];
}

/** The same of a row whose turn has not come; undefined where it has run, or nothing is foreseen. */
export function wordWaiting(
  { outcome, planned, ...row }: { outcome: RowOutcome; planned?: RowOutcome; leftAlone?: readonly unknown[] },
  request: ForeseeingRequest,
): string | undefined {
  return outcome === 'not attempted' && planned ? wordForeseen({ ...row, planned }, request) : undefined;
}

/** What a plan foresees of all its rows, each counted once but for parts; what none meets is left out, but for those that change. */
export function listForeseen(request: ForeseeingRequest): ForeseenCount[] {
  if (request.preview === null) return [];
  const inTheWay = countInTheWay(request);
  const [first, ...others] = inTheWay > 0 ? listHeldUp(request.preview, inTheWay) : listAll(request.preview);
  return [...(first ? [first] : []), ...others.filter(({ count }) => count > 0)];
}

function listAll(counts: ForeseenCounts): ForeseenCount[] {
  const { changed, changedInPart = 0, unchanged, skipped = 0, failed, withoutRoom = 0 } = counts;
  return [
    { text: words.changed, count: changed },
    { text: 'of them in part', count: changedInPart, isPart: true },
    { text: words.unchanged, count: unchanged },
    { text: words.skipped, count: skipped },
    { text: words.failed, count: failed },
    { text: 'of them for want of room', count: withoutRoom, isPart: true },
  ];
}

function listHeldUp({ changed, changedInPart = 0, unchanged }: ForeseenCounts, inTheWay: number) {
  return [
    { text: words.changed, count: 0 },
    { text: inTheWay === 1 ? 'is in the way' : 'are in the way', count: inTheWay },
    { text: 'would change otherwise', count: changed - changedInPart },
    { text: words.unchanged, count: unchanged },
  ];
}

/** What to know before a plan is run: where nothing of it will happen, that alone. */
export function listWarnings(request: ForeseeingRequest): string[] {
  const warnings = request.preview?.warnings ?? [];
  const told =
    countInTheWay(request) > 0 ? warnings.filter(({ code }) => code === 'nothing-will-happen') : warnings;
  return told.map(({ message }) => message);
}

/** What the counts tell once a request has ended, or what was meant. */
const toldByCounts = new Set([
  'rows-will-fail',
  'later-changes',
  'roles-left-alone',
  'no-room',
  'owner-active',
  'nothing-will-happen',
  'something-left',
  'access-keys',
]);

/** What a plan warned of, as what it was: the sentences are of the time before the run. */
export function listForeseenThen({ preview }: ForeseeingRequest): string[] {
  const warnings = preview?.warnings.filter(({ code }) => !toldByCounts.has(code)) ?? [];
  return warnings.map(({ message }) => `Foreseen before it ran: ${message}`);
}
