// The undo of a request, and of an undo. Each is undone once.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Ended, Organisation, Plan, Row } from '../organisation.ts';
import { decideLeadUndo, putBack } from '../rules/lead-undo.ts';
import type { Prospect } from '../rules/modes.ts';
import type { Person } from '../rules/people.ts';
import { stepsOf } from '../step.ts';
import { foreseeUndoneLines } from './line-undo.ts';
import { anyWay, ask, assertRefused, goOn } from './plans.ts';

export const undoing = stepsOf(
  'undo',
  fc.record({ back: fc.nat(12), way: anyWay.map((way) => ({ ...way, planOnly: false })) }),
  async ({ back, way }, organisation, product) => {
    const undone = listToUndo(organisation)[back] ?? assert.fail('there is nothing to undo');
    const told = await ask(product, `/api/v1/requests/${undone.requestId}/undo`, undefined, way);
    if (!undone.rows.some(({ outcome }) => outcome === 'changed'))
      return assertRefused(told, 'nothing-to-undo');
    undone.isUndone = true;
    await goOn(told, { organisation, product, way, plan: planUndo(organisation, undone) });
  },
  ({ back }, organisation) => isForThoseWhoAreHere(listToUndo(organisation)[back], organisation),
);

/** A line may go back to nobody who has left. */
function isForThoseWhoAreHere(undone: Ended | undefined, { people }: Readonly<Organisation>): boolean {
  const away = new Set([...people.values()].flatMap(({ userId, isActive }) => (isActive ? [] : [userId])));
  return (
    undone !== undefined && !undone.rows.some(({ subject }) => 'user' in subject && away.has(subject.user))
  );
}

/** The latest first. */
function listToUndo({ ended }: Pick<Organisation, 'ended'>): Ended[] {
  return ended.filter(({ isUndone }) => isUndone !== true).toReversed();
}

/** Its rows are those that the request changed. */
function planUndo(organisation: Organisation, undone: Ended): Plan {
  const rows = undone.rows.filter(({ outcome }) => outcome === 'changed');
  const mayReturn = (person: Person) => person.isActive || organisation.hadLeftBefore(person, undone.at);
  return {
    kind: 'undo',
    policies: { onFailure: 'continue', onDrift: 'skip' },
    foresee: ({ by, at }) => {
      const userIds = rows.flatMap(({ subject }) => ('user' in subject ? [subject.user] : []));
      const lines = foreseeUndoneLines(organisation, userIds, {
        request: undone.requestId,
        by,
        mayReturn,
      }).values();
      return rows.map(({ subject }) => ({ subject, prospect: foresee(subject, { by, at }) ?? take(lines) }));
    },
  };

  function foresee(subject: Row['subject'], doing: { by: number; at: number }): Prospect | undefined {
    if ('user' in subject) return undefined;
    const lead = organisation.lead(subject.lead);
    const undo = decideLeadUndo(lead, undone.requestId, (userId) => mayReturn(organisation.person(userId)));
    const { leftAlone } = undo;
    if (leftAlone.length === 0) return { kind: 'do', apply: () => putBack(lead, undo, doing) };
    const code = leftAlone.find((left) => left.code !== 'later-change')?.code ?? 'later-change';
    if (undo.back.size > 0) return { kind: 'do', code, leftAlone, apply: () => putBack(lead, undo, doing) };
    return code === 'later-change' ? { kind: 'moved', code, leftAlone } : { kind: 'failed', code, leftAlone };
  }
}

function take<Item>(items: Iterator<Item>): Item {
  const { value, done } = items.next();
  return done ? assert.fail('there is a line for each user') : value;
}
