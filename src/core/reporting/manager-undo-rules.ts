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

/** What undoing the request `undone` means for one user, of whom `history` holds every line. */
export function decideManagerUndo(history: readonly LineRecord[], undone: number): ManagerUndo {
  const opened = history.find((line) => line.fromRequest === undone);
  const ended = history.find((line) => line.untilRequest === undone);
  const touchedAt = opened?.fromAt ?? ended?.untilAt;
  if (!touchedAt) return { kind: 'untouched' };
  const stillStands = opened?.untilAt === null;
  const laterRequest = stillStands ? undefined : findLastTouch(history, { by: undone, at: touchedAt });
  return laterRequest === undefined
    ? { kind: 'restore', managerId: ended?.managerId ?? null }
    : { kind: 'changed-later', laterRequest };
}

/** The request that last began or ended a line of the user since. */
function findLastTouch(
  history: readonly LineRecord[],
  undone: { by: number; at: string },
): number | undefined {
  return history
    .flatMap(({ fromRequest, fromAt, untilRequest, untilAt }) => [
      { by: fromRequest, at: fromAt },
      ...(untilRequest === null || untilAt === null ? [] : [{ by: untilRequest, at: untilAt }]),
    ])
    .filter((touch) => touch.by !== undone.by && touch.at >= undone.at)
    .sort((a, b) => (a.at < b.at ? 1 : -1))[0]?.by;
}
