// Undo of reporting lines: each by itself, and then the tree that they would make.

import type { Organisation } from '../organisation.ts';
import type { Prospect } from '../rules/modes.ts';
import type { Person } from '../rules/people.ts';
import { judgeTree } from '../rules/tree-rules.ts';

interface Undoing {
  /** What is undone. */
  request: number;
  by: number;
  mayReturn(person: Person): boolean;
  /** The tree as it is by then, which this changes. */
  managerOf: Map<number, number>;
}

/** One for each user. */
export function foreseeUndoneLines(
  organisation: Organisation,
  userIds: readonly number[],
  undoing: Undoing,
): Prospect[] {
  const judged = userIds.map((userId) => judgeByItself(organisation, userId, undoing));
  const rows = judged.flatMap((each) => ('kind' in each ? [] : [each]));
  const outcomes = judgeTree(rows, new Map(undoing.managerOf)).values();
  return judged.map((each): Prospect => {
    if ('kind' in each) return each;
    const outcome = outcomes.next().value;
    if (outcome === 'unchanged') return { kind: 'do', apply: () => false };
    if (outcome !== 'changed') return { kind: 'failed', code: outcome ?? '' };
    if (each.managerId === null) undoing.managerOf.delete(each.userId);
    else undoing.managerOf.set(each.userId, each.managerId);
    const apply = () => {
      organisation.line(each.userId).become(undoing.by, each.managerId, each.origin);
      return true;
    };
    return { kind: 'do', apply };
  });
}

/** Nobody who has left since is given a manager, or becomes one again. */
function judgeByItself(organisation: Organisation, userId: number, { request, mayReturn }: Undoing) {
  const undo = organisation.line(userId).undo(request);
  const fail = (code: string): Prospect => ({ kind: 'failed', code });
  if (undo.kind === 'untouched') return { kind: 'do', apply: () => false } satisfies Prospect;
  if (undo.kind === 'later') return { kind: 'moved', code: 'later-change' } satisfies Prospect;
  const { state: managerId, origin } = undo.to;
  if (managerId !== null && !mayReturn(organisation.person(userId))) return fail('user-inactive');
  if (managerId !== null && !mayReturn(organisation.person(managerId))) return fail('manager-inactive');
  return { userId, managerId, origin };
}
