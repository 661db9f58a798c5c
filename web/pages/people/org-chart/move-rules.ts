import { judgeManagers, type ManagerOutcome, wordPath } from '../../../../src/contract/rules/tree-rules.ts';
import type { Move } from '../../../people/move-address-rules.ts';
import { type ChartPerson, type ChartTree, findManager, orderTeam } from './chart-tree-rules.ts';

/** What would become of a move. A path climbs from its user until it is back at them, without `leftOut` before its end. */
export type Verdict =
  | { is: 'staged' | 'so already' | 'not in the chart' | 'user has left' | 'manager has left' }
  | { is: 'cycle'; path: readonly number[]; leftOut: number };

export interface JudgedMove extends Move {
  verdict: Verdict;
}

/** One move more; one that leads back to where somebody is takes their move back. */
export function addMove(tree: ChartTree, moves: readonly Move[], move: Move): Move[] {
  const others = moves.filter(({ userId }) => userId !== move.userId);
  return findManager(tree, move.userId) === move.managerId ? others : [...others, move];
}

/** All of them together, by the server's own rule: the tree that would be, not one after the other. */
export function judgeMoves(tree: ChartTree, moves: readonly Move[]): JudgedMove[] {
  const known = new Map(moves.map((move) => [move, judgeAlone(tree, move)]));
  const asked = moves.filter((move) => known.get(move) === undefined);
  const judged = judgeManagers(asked, linesOf(tree)).values();
  return moves.map((move) => ({
    ...move,
    verdict: known.get(move) ?? toVerdict(move, judged.next().value),
  }));
}

/** What one move more would do to a tree in which the others are made already. */
export function judgeNext(tree: ChartTree, move: Move): Verdict {
  return judgeAlone(tree, move) ?? toVerdict(move, judgeManagers([move], linesOf(tree))[0]);
}

function judgeAlone(tree: ChartTree, { userId, managerId }: Move): Verdict | undefined {
  const user = tree.people.get(userId);
  const manager = managerId === null ? null : tree.people.get(managerId);
  if (user === undefined || manager === undefined) return { is: 'not in the chart' };
  if (!user.isActive) return { is: 'user has left' };
  return manager?.isActive === false ? { is: 'manager has left' } : undefined;
}

function linesOf({ people }: ChartTree): Map<number, number> {
  return new Map(
    [...people.values()].flatMap(({ userId, managerId }) =>
      managerId === null ? [] : [[userId, managerId] as const],
    ),
  );
}

/** Each user is staged once, so that no two moves conflict. */
function toVerdict({ userId }: Move, judged: ManagerOutcome | undefined): Verdict {
  if (judged?.outcome === 'changed') return { is: 'staged' };
  if (judged?.outcome !== 'failed') return { is: 'so already' };
  const isCycle = judged.code === 'would-form-cycle';
  const { path, leftOut } = isCycle ? judged : { path: [userId, userId], leftOut: 0 };
  return { is: 'cycle', path, leftOut };
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
      return `${user} reports to ${move.managerId === move.userId ? 'nobody' : manager} already.`;
    case 'not in the chart':
      return `${user} or ${manager} is not in this chart.`;
    case 'user has left':
      return `${user} has left, so their manager stays as it is.`;
    case 'manager has left':
      return `${manager} has left, so nobody can report to them.`;
    case 'cycle':
      return `${user} would report to themselves: ${wordPath(
        verdict.path.map((id) => nameOf(tree, id)),
        verdict.leftOut,
      )}.`;
  }
}

export function nameOf({ people }: ChartTree, userId: number | null): string {
  if (userId === null) return 'nobody';
  return people.get(userId)?.name ?? `User ${userId}`;
}
