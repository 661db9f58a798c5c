// Undo of a user's reporting line: the manager before a request returns, but never over later work.

/** A line of the user's history; without `until` it stands now. */
export interface LineRecord {
  managerId: number;
  fromRequest: number;
  fromAt: string;
  untilRequest: number | null;
  untilAt: string | null;
}

/** `restore` names whom the user reported to before; null: nobody. */
export type ManagerUndo =
  | { kind: 'untouched' }
  | { kind: 'changed-later'; laterRequest: number }
  | { kind: 'restore'; managerId: number | null };

/** Whom the user reported to from one touch to the next; null: nobody. */
interface LineState {
  requestId: number;
  managerId: number | null;
}

/**
 * What undoing a request means for one user, of whom `history` holds every line and `undone` which request each
 * undo in it undid.
 */
export function decideManagerUndo(
  history: readonly LineRecord[],
  { requestId, undone }: { requestId: number; undone: ReadonlyMap<number, number> },
): ManagerUndo {
  const states = listStates(history);
  const left = states.findIndex((state) => state.requestId === requestId);
  if (left === -1) return { kind: 'untouched' };
  const origins = findOrigins(states, undone);
  if (origins[left] === origins.at(-1)) {
    return { kind: 'restore', managerId: states[left - 1]?.managerId ?? null };
  }
  // The first since which the line is as it is: what came after that has been undone.
  const later = states.find((_, place) => place > left && origins[place] === origins.at(-1));
  return { kind: 'changed-later', laterRequest: later?.requestId ?? 0 };
}

/** The line after each request that began or ended one, in the order of time. */
function listStates(history: readonly LineRecord[]): LineState[] {
  const touches = new Map<number, LineState & { at: string }>();
  for (const { untilRequest: requestId, untilAt: at } of history) {
    if (requestId !== null && at !== null) touches.set(requestId, { requestId, at, managerId: null });
  }
  for (const { fromRequest: requestId, fromAt: at, managerId } of history) {
    touches.set(requestId, { requestId, at, managerId });
  }
  return [...touches.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** For each state the place of the one it stands for: an undo puts back the state before what it undid. */
function findOrigins(states: readonly LineState[], undone: ReadonlyMap<number, number>): number[] {
  const origins: number[] = [];
  for (const [place, { requestId, managerId }] of states.entries()) {
    const undoneAt = states.findIndex((state) => state.requestId === undone.get(requestId));
    const before = undoneAt - 1;
    const isPutBack = undoneAt >= 0 && (states[before]?.managerId ?? null) === managerId;
    origins.push(isPutBack ? (origins[before] ?? nobodyYet) : place);
  }
  return origins;
}

/** The origin of a user without a manager, before anybody gave them one. */
const nobodyYet = -1;
