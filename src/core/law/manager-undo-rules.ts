// Undo of a user's reporting line: the manager before a request returns, but never over later work.

import { type Lasting, lookBack } from './origin-rules.ts';

/** A line of the user's history; without `until` it stands now. */
export interface LineRecord extends Lasting {
  managerId: number;
}

/** `restore` names whom the user reported to before; null: nobody. */
export type ManagerUndo =
  | { kind: 'untouched' }
  | { kind: 'changed-later'; laterRequest: number }
  | { kind: 'put-back'; by: number }
  | { kind: 'restore'; managerId: number | null };

/**
 * What undoing a request means for one user, of whom `history` holds every line and `undone` which request each
 * undo in it undid.
 */
export function decideManagerUndo(
  history: readonly LineRecord[],
  ask: { requestId: number; undone: ReadonlyMap<number, number> },
): ManagerUndo {
  const past = lookBack(history, { ...ask, isSame: (a, b) => a.managerId === b.managerId });
  return past.kind === 'as-left' ? { kind: 'restore', managerId: past.before[0]?.managerId ?? null } : past;
}
