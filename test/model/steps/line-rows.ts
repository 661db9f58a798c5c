// Rows of managers: each by itself, and then the tree that they would make.

import type { Organisation, Plan } from '../organisation.ts';
import type { Policies, Prospect } from '../rules/modes.ts';
import { findNamed, type Named } from '../rules/people.ts';
import { judgeTree, type Line } from '../rules/tree-rules.ts';
import type { To } from './leads-ask.ts';

/** Who is to report to whom; null: to nobody. */
export interface LineAsk {
  user: Named;
  manager: Named | null;
  /** The request that last touched the line, at the plan; left out where nothing was planned. */
  touchedBy?: number;
  /** Whoever has left may lose their manager: by the request of a leaver. */
  mayLose?: boolean;
}

/** Freezes rows of managers, with what last touched each line. */
export function planLines(organisation: Organisation, rows: readonly LineAsk[], policies: Policies): Plan {
  const frozen = rows.map((row) => ({ ...row, touchedBy: touchedBy(organisation, row) }));
  return {
    kind: 'managers',
    policies,
    foresee: ({ by }) => foreseeLines(organisation, frozen, { by, onDrift: policies.onDrift }),
    again: ({ places, to }) =>
      planLines(
        organisation,
        places.flatMap((place) => rows[place] ?? []).map((row) => renew(organisation, row, to)),
        policies,
      ),
    mayRename: 'one user',
  };
}

/** A row that was to leave somebody without a manager still is. */
function renew({ people }: Organisation, row: LineAsk, to: To): LineAsk {
  return row.manager && to && 'user' in to ? { ...row, manager: findNamed(people, to.user) } : row;
}

function touchedBy({ lines }: Organisation, { user }: LineAsk): number {
  return ('person' in user ? lines.get(user.person.userId)?.last.by : undefined) ?? 0;
}

interface Running {
  by: number;
  /** The tree as it is by then; left out: as it is now. */
  managerOf?: ReadonlyMap<number, number>;
  onDrift: Policies['onDrift'];
}

/** What each row comes to; the tree is judged without those that do not come to it. */
export function foreseeLines(
  organisation: Organisation,
  asks: readonly LineAsk[],
  { by, onDrift, managerOf = organisation.managerOf }: Running,
): ReturnType<Plan['foresee']> {
  const judged = asks.map(
    (ask) => judgeByItself(ask, asks) ?? findMoved(organisation, ask, onDrift) ?? toLine(ask),
  );
  const rows = judged.filter((each): each is Line => !('kind' in each));
  const outcomes = judgeTree(rows, managerOf).values();
  return asks.map(({ user }, place) => {
    const subject = { user: 'person' in user ? user.person.userId : 0 };
    const each = judged[place] ?? { kind: 'failed', code: '' };
    if ('kind' in each) return { subject, prospect: each };
    const outcome = outcomes.next().value ?? 'unchanged';
    return { subject, prospect: toProspect(organisation, each, { outcome, by }) };
  });
}

function toProspect(
  organisation: Organisation,
  { userId, managerId }: Line,
  { outcome, by }: { outcome: ReturnType<typeof judgeTree>[number]; by: number },
): Prospect {
  if (outcome === 'unchanged') return { kind: 'do', apply: () => false };
  if (outcome !== 'changed') return { kind: 'failed', code: outcome };
  const apply = () => {
    organisation.line(userId).become(by, managerId);
    return true;
  };
  return { kind: 'do', apply };
}

/** What is wrong with a row before the tree is looked at; a user with two managers is a conflict whatever else is. */
function judgeByItself({ user, manager, mayLose }: LineAsk, asks: readonly LineAsk[]): Prospect | undefined {
  const fail = (code: string): Prospect => ({ kind: 'failed', code });
  if (asks.some((other) => isSame(other.user, user) && !isSame(other.manager, manager)))
    return fail('conflicting-rows');
  if ('code' in user) return fail(user.code);
  if (!user.person.isActive && !(mayLose && manager === null)) return fail('user-inactive');
  if (manager === null) return undefined;
  if ('code' in manager) return fail(manager.code === 'user-mismatch' ? manager.code : 'manager-not-found');
  return manager.person.isActive ? undefined : fail('manager-inactive');
}

function isSame(a: Named | null, b: Named | null): boolean {
  if (a === null || b === null) return a === b;
  return 'person' in a && 'person' in b
    ? a.person === b.person
    : 'code' in a && 'code' in b && a.as === b.as && a.code === b.code;
}

function findMoved(
  organisation: Organisation,
  ask: LineAsk,
  onDrift: Policies['onDrift'],
): Prospect | undefined {
  const hasMoved = ask.touchedBy !== undefined && ask.touchedBy !== touchedBy(organisation, ask);
  return hasMoved && onDrift !== 'overwrite' ? { kind: 'moved', code: 'line-moved' } : undefined;
}

function toLine({ user, manager }: LineAsk): Line {
  if (!('person' in user)) throw new Error('Nobody is named.');
  return {
    userId: user.person.userId,
    managerId: manager && 'person' in manager ? manager.person.userId : null,
  };
}
