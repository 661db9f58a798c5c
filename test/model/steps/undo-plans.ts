// What the rows of an undo come to.

import assert from 'node:assert/strict';
import type { Ended, Organisation, Plan, Row } from '../organisation.ts';
import type { Doing } from '../rules/lead-rules.ts';
import { decideLeadUndo, putBack } from '../rules/lead-undo.ts';
import type { Policies, Prospect } from '../rules/modes.ts';
import type { Person } from '../rules/people.ts';
import { foreseeUndoneAccount } from './account-undo.ts';
import { LeavingAgain } from './leaving-again.ts';
import { foreseeUndoneLines } from './line-undo.ts';

interface Undoing {
  undone: Ended;
  rows: readonly Row[];
  policies: Policies;
}

/** Accounts come back before anything returns to them, and the lines of those who had left before all other lines. */
export function planUndo(organisation: Organisation, { undone, rows, policies }: Undoing): Plan {
  const { requestId: request } = undone;
  const leaving = undone.leaving && { ...undone.leaving, ends: !undone.leaving.ends };
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
    leaving,
    foresee: (doing) => {
      const again = leaving?.ends ? new LeavingAgain(organisation, { request, rows, leaving }) : undefined;
      const lines = foreseeLines(doing, again);
      return rows.map(({ subject }) => ({
        subject,
        prospect:
          'user' in subject
            ? (lines.get(subject.user) ?? assert.fail('there is a line for each user'))
            : 'account' in subject
              ? foreseeUndoneAccount(organisation, subject.account, {
                  request,
                  by: doing.by,
                  mayEnd: again?.waits ? () => !again.staying.has(subject.account) : undefined,
                })
              : foreseeLead(subject.lead, doing),
      }));
    },
  };

  /** Own lines are a tree of their own, first or, with accounts that wait, last. */
  function foreseeLines(doing: Doing, again: LeavingAgain | undefined): Map<number, Prospect> {
    const userIds = rows.flatMap(({ subject }) => ('user' in subject ? [subject.user] : []));
    const own = userIds.filter((userId) => leaving?.leavers.has(userId));
    const others = userIds.filter((userId) => !own.includes(userId));
    const undoing = { request, by: doing.by, mayReturn, managerOf: organisation.managerOf };
    const lines = new Map<number, Prospect>();
    for (const each of again?.waits ? [others, own] : [own, others]) {
      const going = each.filter((userId) => !again?.keepsLine(userId));
      const prospects = foreseeUndoneLines(organisation, going, undoing);
      for (const [place, userId] of going.entries())
        lines.set(userId, prospects[place] ?? assert.fail('a prospect for each user'));
    }
    for (const userId of own) {
      const prospect = lines.get(userId) ?? { kind: 'moved', code: 'later-change' };
      lines.set(userId, again ? again.withAccount(userId, prospect) : prospect);
    }
    return lines;
  }

  function foreseeLead(leadId: number, doing: Doing): Prospect {
    const lead = organisation.lead(leadId);
    const undo = decideLeadUndo(lead, request, (userId) => mayReturn(organisation.person(userId)));
    const { leftAlone } = undo;
    if (leftAlone.length === 0) return { kind: 'do', apply: () => putBack(lead, undo, doing) };
    const code = leftAlone.find((left) => left.code !== 'later-change')?.code ?? 'later-change';
    if (undo.back.size > 0) return { kind: 'do', code, leftAlone, apply: () => putBack(lead, undo, doing) };
    return code === 'later-change' ? { kind: 'moved', code, leftAlone } : { kind: 'failed', code, leftAlone };
  }
}
