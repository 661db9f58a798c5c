// How a request ended, in the words that every face tells people.

import type { RequestState } from '../words/request-words.ts';

/** A request as far as its end is told by it. */
export interface Ending {
  state: RequestState;
  counts: { total: number; changed: number; changedInPart: number; unchanged: number };
}

export type EndingWords = RequestState | 'done in part' | 'nothing changed' | 'nothing to change';

/** Its state; of one that is done also how much of it: one of which no row changed is not done in part. */
export function wordEnding({ state, counts }: Ending): EndingWords {
  const { total, changed, changedInPart, unchanged } = counts;
  if (state !== 'done') return state;
  if (unchanged === total) return 'nothing to change';
  if (changed === 0) return 'nothing changed';
  return changed + unchanged < total || changedInPart > 0 ? 'done in part' : 'done';
}
