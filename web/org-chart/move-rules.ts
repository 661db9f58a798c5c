import { type ChartPerson, type ChartTree, findManager, orderTeam } from './chart-tree-rules.ts';

/** A change of manager that is not made yet; null: to report to nobody. */
export interface Move {
  userId: number;
  managerId: number | null;
}

/** What would become of a move. A path climbs from its user until it is back at them. */
export type Verdict =
  | { is: 'staged' | 'so already' | 'not in the chart' | 'user has left' | 'manager has left' }
  | { is: 'cycle'; path: readonly number[] };

export interface JudgedMove extends Move {
  verdict: Verdict;
}

/** More would not fit into an address. */
export const mostMoves = 400;

/** From an address, such as `126-101_131-0`. */
export function readMoves(text: string | undefined): Move[] {
  const pairs = [...(text ?? '').matchAll(/(?:^|_)(\d{1,10})-(\d{1,10})(?=_|$)/g)];
  const moves = pairs.map(([, user, manager]) => ({
    userId: Number(user),
    managerId: Number(manager) || null,
  }));
  return [...new Map(moves.map((move) => [move.userId, move])).values()].slice(0, mostMoves);
}

export function writeMoves(moves: readonly Move[]): string | undefined {
  return moves.map(({ userId, managerId }) => `${userId}-${managerId ?? 0}`).join('_') || undefined;
}

/** One move more; one that leads back to where somebody is takes their move back. */
export function addMove(tree: ChartTree, moves: readonly Move[], move: Move): Move[] {
  const others = moves.filter(({ userId }) => userId !== move.userId);
  return findManager(tree, move.userId) === move.managerId ? others : [...others, move];
}

/** All of them together, as the server judges them: the tree that would be, not one after the other. */
export function judgeMoves(tree: ChartTree, moves: readonly Move[]): JudgedMove[] {
  const known = new Map(moves.map((move) => [move, judgeAlone(tree, move)]));
  const cycles = findCycles(
    tree,
    moves.filter((move) => known.get(move) === undefined),
  );
  return moves.map((move) => {
    const path = cycles.get(move.userId);
    return { ...move, verdict: known.get(move) ?? (path ? { is: 'cycle', path } : { is: 'staged' }) };
  });
}

/** What one move more would do to a tree in which the others are made already. */
export function judgeNext(tree: ChartTree, move: Move): Verdict {
  const path = climbBack(move.userId, (userId) =>
    userId === move.userId ? move.managerId : findManager(tree, userId),
  );
  return judgeAlone(tree, move) ?? (path ? { is: 'cycle', path } : { is: 'staged' });
}

function judgeAlone(tree: ChartTree, { userId, managerId }: Move): Verdict | undefined {
  const user = tree.people.get(userId);
  const manager = managerId === null ? null : tree.people.get(managerId);
  if (user === undefined || manager === undefined) return { is: 'not in the chart' };
  if (!user.isActive) return { is: 'user has left' };
  if (manager?.isActive === false) return { is: 'manager has left' };
  const isOwn = managerId === userId && user.managerId === null; // as feeds of personnel systems say it
  return isOwn || user.managerId === managerId ? { is: 'so already' } : undefined;
}

/** A move on a cycle falls back to the line that is, which may close another cycle. */
function findCycles(tree: ChartTree, moves: readonly Move[]): Map<number, readonly number[]> {
  const cycles = new Map<number, readonly number[]>();
  for (;;) {
    const asked = new Map(
      moves.filter(({ userId }) => !cycles.has(userId)).map(({ userId, managerId }) => [userId, managerId]),
    );
    const before = cycles.size;
    for (const start of asked.keys()) {
      const path = climbBack(start, (userId) => {
        const managerId = asked.get(userId);
        return managerId === undefined ? findManager(tree, userId) : managerId;
      });
      if (path) cycles.set(start, path);
    }
    if (cycles.size === before) return cycles;
  }
}

function climbBack(start: number, managerOf: (userId: number) => number | null): number[] | undefined {
  const path = new Set([start]);
  for (let at = managerOf(start); at !== null; at = managerOf(at)) {
    if (at === start) return [...path, start];
    if (path.has(at)) return undefined;
    path.add(at);
  }
  return undefined;
}

interface Draft {
  people: Map<number, ChartPerson>;
  reports: Map<number | null, readonly number[]>;
}

/** The tree as it would be, with the sizes of its teams. All are taken off first, so that no two lines close a circle. */
export function applyMoves(tree: ChartTree, judged: readonly JudgedMove[]): ChartTree {
  const moves = judged.filter(({ verdict }) => verdict.is === 'staged');
  if (moves.length === 0) return tree;
  const draft: Draft = { people: new Map(tree.people), reports: new Map(tree.reports) };
  for (const { userId } of moves) takeOff(draft, userId);
  for (const move of moves) putBelow(draft, move);
  return draft;
}

function takeOff(draft: Draft, userId: number): void {
  const person = draft.people.get(userId);
  if (!person) return;
  const managerId = findManager(draft, userId);
  const team = (draft.reports.get(managerId) ?? []).filter((each) => each !== userId);
  if (team.length > 0) draft.reports.set(managerId, team);
  else draft.reports.delete(managerId);
  addUp(draft, managerId, person, -1);
  draft.people.set(userId, { ...person, managerId: null });
}

function putBelow(draft: Draft, { userId, managerId }: Move): void {
  const person = draft.people.get(userId);
  if (!person) return;
  draft.people.set(userId, { ...person, managerId });
  addUp(draft, managerId, person, 1);
  const team = [...(draft.reports.get(managerId) ?? []), userId].flatMap((id) => draft.people.get(id) ?? []);
  draft.reports.set(managerId, orderTeam(team));
}

function addUp(draft: Draft, managerId: number | null, moved: ChartPerson, sign: 1 | -1): void {
  let direct = sign + 0;
  for (let at = managerId; at !== null; at = findManager(draft, at)) {
    const person = draft.people.get(at);
    if (!person) return;
    draft.people.set(at, {
      ...person,
      directReports: person.directReports + direct,
      teamSize: person.teamSize + sign * (moved.teamSize + 1),
      teamBook: person.teamBook + sign * moved.teamBook,
    });
    direct = 0;
  }
}

/** Why a move cannot be made, in words; undefined where it can. */
export function describeVerdict(tree: ChartTree, move: Move, verdict: Verdict): string | undefined {
  const user = nameOf(tree, move.userId);
  const manager = nameOf(tree, move.managerId);
  switch (verdict.is) {
    case 'staged':
      return undefined;
    case 'so already':
      return `${user} reports to ${manager} already.`;
    case 'not in the chart':
      return `${user} or ${manager} is not in this chart.`;
    case 'user has left':
      return `${user} has left, so their manager stays as it is.`;
    case 'manager has left':
      return `${manager} has left, so nobody can report to them.`;
    case 'cycle':
      return `${user} would report to themselves: ${verdict.path.map((id) => nameOf(tree, id)).join(' → ')}.`;
  }
}

export function nameOf({ people }: ChartTree, userId: number | null): string {
  if (userId === null) return 'nobody';
  return people.get(userId)?.name ?? `User ${userId}`;
}
