// Who may report to whom: the tree that would result is judged as a whole, so the order of rows does not matter.

/** A user and the manager they are to have; null: none. */
export interface ManagerRow {
  userId: number;
  managerId: number | null;
}

/** `path` climbs from the row's user until it is back at them, or breaks off after `longestPath` people. */
type ManagerRefusal =
  | { outcome: 'failed'; code: 'own-manager' | 'conflicting-rows' }
  | { outcome: 'failed'; code: 'would-form-cycle'; path: number[] };

export type ManagerOutcome = { outcome: 'changed' | 'unchanged' } | ManagerRefusal;

type Lines = ReadonlyMap<number, number>;
type Changes = ReadonlyMap<number, number | null>;

/** A cycle of n changes has n paths of n people: without a bound, a large one would not fit in memory. */
const longestPath = 100;

/** One outcome a row, in their order. `managerOf` must be a forest and hold all lines above anybody named. */
export function judgeManagers(rows: readonly ManagerRow[], managerOf: Lines): ManagerOutcome[] {
  const asked = new Map(rows.map(({ userId, managerId }) => [userId, managerId]));
  const refusals = refuseRegardlessOfTree(rows);
  const changes = new Map(
    [...asked].filter(([id, managerId]) => !refusals.has(id) && managerId !== (managerOf.get(id) ?? null)),
  );
  for (const [userId, path] of findCycles(changes, managerOf)) {
    refusals.set(userId, { outcome: 'failed', code: 'would-form-cycle', path });
  }
  return rows.map(({ userId }) => {
    const isFirstChange = changes.delete(userId);
    return refusals.get(userId) ?? { outcome: isFirstChange ? 'changed' : 'unchanged' };
  });
}

/** Whom rows give different managers; both may be known by any key. */
export function findConflicting<Key>(rows: readonly { userId: Key; managerId: Key | null }[]): Set<Key> {
  const asked = new Map<Key, Key | null>();
  const conflicting = new Set<Key>();
  for (const { userId, managerId } of rows) {
    const first = asked.get(userId);
    if (first === undefined) asked.set(userId, managerId);
    else if (first !== managerId) conflicting.add(userId);
  }
  return conflicting;
}

function refuseRegardlessOfTree(rows: readonly ManagerRow[]): Map<number, ManagerRefusal> {
  const conflicting = findConflicting(rows);
  const refusals = new Map<number, ManagerRefusal>();
  for (const { userId, managerId } of rows) {
    if (conflicting.has(userId)) refusals.set(userId, { outcome: 'failed', code: 'conflicting-rows' });
    else if (managerId === userId) refusals.set(userId, { outcome: 'failed', code: 'own-manager' });
  }
  return refusals;
}

/** Lines under judgement: those on trial are as asked for, the others lead up by a shortcut or as they are now. */
interface Trial {
  onTrial: Map<number, number | null>;
  shortcuts: Map<number, number | null>;
  managerOf: Lines;
}

/**
 * The users whose change must fail, each with its cycle. A failed change falls back to the line that was, which may
 * close another cycle. In which order cycles are broken makes no difference (as in Wilson's algorithm for random
 * trees), so one walk breaks each where it meets it: near-linear, since a change leaves the trial once and for all.
 */
function findCycles(changes: Changes, managerOf: Lines): Map<number, number[]> {
  const trial: Trial = { onTrial: new Map(changes), shortcuts: new Map(), managerOf };
  const cycles = new Map<number, number[]>();
  for (const start of changes.keys()) {
    if (trial.onTrial.has(start)) walkToTop(trial, start, cycles);
  }
  return cycles;
}

/** Climbs from one change to the next; back at one already met, fails those between and goes on from there. */
function walkToTop(trial: Trial, start: number, cycles: Map<number, number[]>): void {
  const walk: number[] = [];
  const places = new Map<number, number>();
  for (let at: number | null = start; at !== null; ) {
    const place = places.get(at);
    if (place === undefined) {
      places.set(at, walk.length);
      walk.push(at);
      at = climb(trial, trial.onTrial.get(at) ?? null);
    } else {
      const cycle = walk.splice(place);
      for (const userId of cycle) cycles.set(userId, tracePath(trial, userId));
      for (const userId of cycle) trial.onTrial.delete(userId);
      at = climb(trial, at);
    }
  }
  for (const userId of walk) {
    trial.onTrial.delete(userId);
    trial.shortcuts.set(userId, null);
  }
}

/** The first user from here up whose line is on trial; null when the top comes first. */
function climb({ onTrial, shortcuts, managerOf }: Trial, from: number | null): number | null {
  const passed: number[] = [];
  let at = from;
  while (at !== null && !onTrial.has(at)) {
    if (passed.length > managerOf.size + shortcuts.size)
      throw new Error(`User ${from} is below a cycle already`);
    passed.push(at);
    const shortcut = shortcuts.get(at);
    at = shortcut === undefined ? (managerOf.get(at) ?? null) : shortcut;
  }
  for (const userId of passed) shortcuts.set(userId, at);
  return at;
}

function tracePath({ onTrial, managerOf }: Trial, userId: number): number[] {
  const path = [userId];
  let at: number | undefined = userId;
  do {
    at = onTrial.get(at) ?? managerOf.get(at);
    if (at !== undefined) path.push(at);
  } while (at !== undefined && at !== userId && path.length < longestPath);
  return path;
}
