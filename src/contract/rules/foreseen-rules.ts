// What a plan foresees, in the words that every face tells people.

type Outcome = 'changed' | 'unchanged' | 'failed' | 'skipped' | 'not attempted';

/** Of rows by how many each meets: what is counted, in the order in which it is told. */
export interface ForeseenCounts {
  changed: number;
  changedInPart?: number;
  unchanged: number;
  skipped?: number;
  failed: number;
}

const words = {
  changed: 'will change',
  unchanged: 'already as asked',
  skipped: 'will be left alone',
  failed: 'will fail',
  'not attempted': 'will not be attempted',
} as const satisfies Record<Outcome, string>;

/** What is foreseen of one row. */
export function wordForeseen(outcome: Outcome): string {
  return words[outcome];
}

/** What a plan foresees of all its rows; what none meets is left out, but for those that change. */
export function listForeseen(counts: ForeseenCounts): { text: string; count: number }[] {
  const { changed, changedInPart = 0, unchanged, skipped = 0, failed } = counts;
  const others = [
    { text: 'of them in part', count: changedInPart },
    { text: words.unchanged, count: unchanged },
    { text: words.skipped, count: skipped },
    { text: words.failed, count: failed },
  ];
  return [{ text: words.changed, count: changed }, ...others.filter(({ count }) => count > 0)];
}
