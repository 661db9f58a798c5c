// Who may report to whom: the tree that would be is judged, not row after row.

/** A user and who is to lead them; null: nobody. */
export interface Line {
  userId: number;
  managerId: number | null;
}

export type LineOutcome = 'changed' | 'unchanged' | 'own-manager' | 'would-form-cycle';

/** One outcome a row. `managerOf` holds everybody who reports to somebody. Nobody is given two managers. */
export function judgeTree(rows: readonly Line[], managerOf: ReadonlyMap<number, number>): LineOutcome[] {
  const asked = new Map(rows.map((row) => [row.userId, row.managerId]));
  const changed = new Set<number>();
  for (const [userId, managerId] of asked) {
    if (managerId !== userId && managerId !== (managerOf.get(userId) ?? null)) changed.add(userId);
  }
  const refused = new Set<number>();
  for (let found = findCycles(asked, changed, managerOf); found.size > 0; ) {
    for (const userId of found) if (changed.delete(userId)) refused.add(userId);
    found = findCycles(asked, changed, managerOf);
  }
  return rows.map(({ userId, managerId }) => {
    if (managerId === userId) return managerOf.has(userId) ? 'own-manager' : 'unchanged';
    if (refused.has(userId)) return 'would-form-cycle';
    return changed.delete(userId) ? 'changed' : 'unchanged'; // the same pair twice is one change
  });
}

/** Everybody on a cycle of the tree that would be. */
function findCycles(
  asked: ReadonlyMap<number, number | null>,
  changed: ReadonlySet<number>,
  managerOf: ReadonlyMap<number, number>,
): Set<number> {
  const above = (userId: number) => (changed.has(userId) ? asked.get(userId) : managerOf.get(userId)) ?? null;
  const everybody = new Set([...managerOf.keys(), ...asked.keys()]);
  return new Set([...everybody].filter((userId) => isBelowThemselves(userId, above, everybody.size)));
}

function isBelowThemselves(userId: number, above: (userId: number) => number | null, most: number): boolean {
  let at = above(userId);
  for (let climbed = 0; at !== null && climbed <= most; climbed += 1) {
    if (at === userId) return true;
    at = above(at);
  }
  return false;
}
