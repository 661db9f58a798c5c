// What the rows of an undo come to.

import assert from 'node:assert/strict';
import type { Ended, Organisation, Plan, Row } from '../organisation.ts';
import type { Doing } from '../rules/lead-rules.ts';
import { decideLeadUndo, putBack } from '../rules/lead-undo.ts';
import type { Policies, Prospect } from '../rules/modes.ts';
import type { Person } from '../rules/people.ts';
import { foreseeUndoneAccount } from './account-undo.ts';
import { foreseeUndoneLines } from './line-undo.ts';

interface Undoing {
  undone: Ended;
  rows: readonly Row[];
  policies: Policies;
}

/** Accounts come back before anything returns to them. */
export function planUndo(organisation: Organisation, { undone, rows, policies }: Undoing): Plan {
  const { requestId: request, waits } = undone;
  const returning = new Set(
    rows.flatMap(({ subject }) => {
      const back = 'account' in subject ? organisation.account(subject.account).undo(request) : undefined;
      return 'account' in subject && back?.kind === 'back' && back.to.state ? [subject.account] : [];
    }),
  );
  const mayReturn = (person: Person) =>
    person.isActive || returning.has(person.userId) || organisation.hadLeftBefore(person, undone.at);
  return {
    kind: 'undo',
    policies,
    undoes: undone,
    waits,
    foresee: (doing) => {
      const userIds = rows.flatMap(({ subject }) => ('user' in subject ? [subject.user] : []));
      const lines = foreseeUndoneLines(organisation, userIds, { request, by: doing.by, mayReturn }).values();
      return rows.map(({ subject }) => ({ subject, prospect: foresee(subject, doing) ?? take(lines) }));
    },
  };

  function foresee(subject: Row['subject'], doing: Doing): Prospect | undefined {
    if ('user' in subject) return undefined;
    if ('account' in subject)
      return foreseeUndoneAccount(organisation, subject.account, {
        request,
        by: doing.by,
        waits: waits === true,
      });
    const lead = organisation.lead(subject.lead);
    const undo = decideLeadUndo(lead, request, (userId) => mayReturn(organisation.person(userId)));
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
