// How much of a request is undone, in the words that every face tells people.

import type { RequestKind, UndoneExtent } from '../words/request-words.ts';

export type UndoneWords = 'undone' | 'undone in part';

/** Undefined where nothing of it is. */
export function wordUndone(undone: UndoneExtent | null): UndoneWords | undefined {
  if (undone === null) return undefined;
  return undone === 'wholly' ? 'undone' : 'undone in part';
}

type EndedRequest =
  | { kind: 'undo'; result: { replacedBy?: number } | null }
  | { kind: Exclude<RequestKind, 'undo'> };

/** The undo to which a plan of an undo gave way; nothing for any other request. */
export function listReplacing(request: EndedRequest): number[] {
  const replacedBy = request.kind === 'undo' ? request.result?.replacedBy : undefined;
  return replacedBy === undefined ? [] : [replacedBy];
}
