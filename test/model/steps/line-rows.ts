import type { Organisation, Row } from '../organisation.ts';
import type { Doing } from '../rules/lead-rules.ts';
import type { Named } from '../rules/people.ts';
import { judgeTree, type Line } from '../rules/tree-rules.ts';

/** Who is to report to whom; null: to nobody. */
export interface LineAsk {
  user: Named;
  manager: Named | null;
  /** The two as the row names them: one user with two managers is a conflict. */
  pair: readonly [user: string, manager: string | null];
}

/** Changes the lines of the rows that the rules accept, and says what became of each. */
export function judgeLines(organisation: Organisation, asks: readonly LineAsk[], doing: Doing): Row[] {
  const judged = asks.map((ask) => judgeByItself(ask, asks));
  const rows = judged.filter((each): each is Line => !('code' in each));
  const outcomes = judgeTree(rows, organisation.managerOf).values();
  return judged.map((each): Row => {
    const subject = { user: each.userId };
    if ('code' in each) return { subject, outcome: 'failed', code: each.code };
    const outcome = outcomes.next().value ?? 'unchanged';
    if (outcome === 'changed') organisation.line(each.userId).become(doing.by, each.managerId);
    if (outcome === 'changed' || outcome === 'unchanged') return { subject, outcome };
    return { subject, outcome: 'failed', code: outcome };
  });
}

function judgeByItself(
  { user, manager, pair }: LineAsk,
  asks: readonly LineAsk[],
): Line | { userId: number; code: string } {
  const userId = 'person' in user ? user.person.userId : 0;
  if (asks.some((other) => other.pair[0] === pair[0] && other.pair[1] !== pair[1])) {
    return { userId, code: 'conflicting-rows' };
  }
  if ('code' in user) return { userId, code: user.code };
  if (!user.person.isActive) return { userId, code: 'user-inactive' };
  if (manager === null) return { userId, managerId: null };
  if ('code' in manager)
    return { userId, code: manager.code === 'user-mismatch' ? manager.code : 'manager-not-found' };
  if (!manager.person.isActive) return { userId, code: 'manager-inactive' };
  return { userId, managerId: manager.person.userId };
}
