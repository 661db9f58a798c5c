// Who may report to whom: the tree that would result is judged as a whole, so the order of rows does not matter.

/** A user and the manager they are to have; null: none. */
export interface ManagerRow {
  userId: number;
  managerId: number | null;
}

/** `path` climbs from the row's user until it is back at them; of a long one `leftOut` people before its end are not in it. */
type ManagerRefusal =
  | { outcome: 'failed'; code: 'own-manager' | 'conflicting-rows' }
  | ({ outcome: 'failed'; code: 'would-form-cycle' } & CyclePath);

interface CyclePath {
  path: number[];
  leftOut: number;
}

export type ManagerOutcome = { outcome: 'changed' | 'unchanged' } | ManagerRefusal;

type Lines = ReadonlyMap<number, number>;
type Changes = ReadonlyMap<number, number | null>;

/** A cycle of n changes has n paths of n people: without a bound, a large one would not fit in memory. */
const longestPath = 100;

/** Users in one step of judging, and paths, each of which has up to a hundred. */
const mostAtAStep = 2_000;
const mostTracedAtAStep = 200;

/** One outcome a row, in their order. `managerOf` must be a forest and hold all lines above anybody named. */
export function judgeManagers(rows: readonly ManagerRow[], managerOf: Lines): ManagerOutcome[] {
  const judging = judgeInSteps(rows, managerOf);
  for (let step = judging.next(); ; step = judging.next()) if (step.done) return step.value;
}

type Steps<Result> = Generator<void, Result, void>;

/** The same in short steps, for whoever has something else to do between them. */
export function* judgeInSteps(rows: readonly ManagerRow[], managerOf: Lines): Steps<ManagerOutcome[]> {
  const asked = new Map(rows.map(({ userId, managerId }) => [userId, managerId]));
  yield;
  const refusals = refuseRegardlessOfCycles(rows, managerOf);
  yield;
  const changes = new Map(
    [...asked].filter(
      ([id, managerId]) => !refusals.has(id) && managerId !== id && managerId !== (managerOf.get(id) ?? null),
    ),
  );
  yield;
  for (const [userId, cycle] of yield* findCycles(changes, managerOf)) {
    refusals.set(userId, { outcome: 'failed', code: 'would-form-cycle', ...cycle });
  }
  yield;
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

/** Feeds of personnel systems say of whoever reports to nobody that they are their own manager: so it is already. */
function refuseRegardlessOfCycles(
  rows: readonly ManagerRow[],
  managerOf: Lines,
): Map<number, ManagerRefusal> {
  const conflicting = findConflicting(rows);
  const refusals = new Map<number, ManagerRefusal>();
  for (const { userId, managerId } of rows) {
    if (conflicting.has(userId)) refusals.set(userId, { outcome: 'failed', code: 'conflicting-rows' });
    else if (managerId === userId && managerOf.has(userId))
      refusals.set(userId, { outcome: 'failed', code: 'own-manager' });
  }
  return refusals;
}

/** Lines under judgement: those on trial are as asked for, the others lead up by a shortcut or as they are now. */
interface Trial {
  onTrial: Map<number, number | null>;
  shortcuts: Map<number, Hop>;
  managerOf: Lines;
}

/**
 * The users whose change must fail, each with its cycle. A failed change falls back to the line that was, which may
 * close another cycle. In which order cycles are broken makes no difference (as in Wilson's algorithm for random
 * trees), so one walk breaks each where it meets it: near-linear, since a change leaves the trial once and for all.
 */
function* findCycles(changes: Changes, managerOf: Lines): Steps<Map<number, CyclePath>> {
  const trial: Trial = { onTrial: new Map(changes), shortcuts: new Map(), managerOf };
  const cycles = new Map<number, CyclePath>();
  let walked = 0;
  for (const start of changes.keys()) {
    if (!trial.onTrial.has(start)) continue;
    yield* walkToTop(trial, start, cycles);
    walked += 1;
    if (walked % mostAtAStep === 0) yield;
  }
  return cycles;
}

/** The way from somebody up to the first whose line is on trial, who is not counted; null: the top comes first. */
interface Hop {
  to: number | null;
  passed: number;
}

/** Somebody on a walk, and how many were passed from them to the next. */
interface Walked {
  userId: number;
  passed: number;
}

/** Climbs from one change to the next; back at one already met, fails those between and goes on from there. */
function* walkToTop(trial: Trial, start: number, cycles: Map<number, CyclePath>): Steps<void> {
  const walk: Walked[] = [];
  const places = new Map<number, number>();
  for (let at: number | null = start; at !== null; ) {
    const place = places.get(at);
    if (place === undefined) {
      const { to, passed } = climb(trial, trial.onTrial.get(at) ?? null);
      places.set(at, walk.length);
      walk.push({ userId: at, passed });
      at = to;
      if (walk.length % mostAtAStep === 0) yield;
    } else {
      yield* breakCycle(trial, walk.splice(place), cycles);
      const { to, passed } = climb(trial, at);
      const last = walk.at(-1);
      if (last) last.passed += passed;
      at = to;
    }
  }
  for (const { userId } of walk) {
    trial.onTrial.delete(userId);
    trial.shortcuts.set(userId, { to: null, passed: 0 });
  }
}

function* breakCycle(trial: Trial, cycle: readonly Walked[], cycles: Map<number, CyclePath>): Steps<void> {
  const size = cycle.reduce((sum, { passed }) => sum + 1 + passed, 0);
  for (const [place, { userId }] of cycle.entries()) {
    cycles.set(userId, tracePath(trial, userId, size));
    if (place % mostTracedAtAStep === mostTracedAtAStep - 1) yield;
  }
  for (const { userId } of cycle) trial.onTrial.delete(userId);
}

function climb({ onTrial, shortcuts, managerOf }: Trial, from: number | null): Hop {
  const begun: { userId: number; before: number }[] = [];
  let at = from;
  let passed = 0;
  while (at !== null && !onTrial.has(at)) {
    if (begun.length > managerOf.size + shortcuts.size)
      throw new Error(`User ${from} is below a cycle already`);
    begun.push({ userId: at, before: passed });
    const known = shortcuts.get(at);
    passed += known?.passed ?? 1;
    at = known ? known.to : (managerOf.get(at) ?? null);
  }
  for (const { userId, before } of begun) shortcuts.set(userId, { to: at, passed: passed - before });
  return { to: at, passed };
}

function tracePath({ onTrial, managerOf }: Trial, userId: number, size: number): CyclePath {
  const path: number[] = [];
  const most = Math.min(size, longestPath);
  for (let at: number | null = userId; at !== null && path.length < most; ) {
    path.push(at);
    at = onTrial.get(at) ?? managerOf.get(at) ?? null;
  }
  return { path: [...path, userId], leftOut: size - path.length };
}

const mostNamed = 12;

/** A long path is cut before its end, which shows where it closes; `leftOut` people are not even among the names. */
export function wordPath(names: readonly string[], leftOut: number): string {
  if (names.length <= mostNamed && leftOut === 0) return names.join(' → ');
  const left = Math.max(0, names.length - mostNamed) + leftOut;
  return [...names.slice(0, mostNamed - 1), `(${left} more)`, ...names.slice(-1)].join(' → ');
}
