// How much of a request is undone, in the words that every face tells people.

import type { UndoneExtent } from '../words/request-words.ts';

export type UndoneWords = 'undone' | 'undone in part';

/** Undefined where nothing of it is. */
export function wordUndone(undone: UndoneExtent | null): UndoneWords | undefined {
  if (undone === null) return undefined;
  return undone === 'wholly' ? 'undone' : 'undone in part';
}

/** The undo to which a plan of an undo gave way, by its result; nothing for any other request. */
export function listReplacing(result: unknown): number[] {
  const { replacedBy } = Object(result);
  return typeof replacedBy === 'number' ? [replacedBy] : [];
}
