// The sentences that tell why a row of a manager change did not go as asked.

import { type ManagerOutcome, wordPath } from '../../contract/rules/tree-rules.ts';
import type { RowDetail, RowResult } from '../ledger/request-rules.ts';
import { tellInactive } from '../users/user-reference.ts';
import type { UserForChange } from '../users/user-store.ts';

type JudgedRefusal = Extract<ManagerOutcome, { outcome: 'failed' }>;

function fail(code: RowDetail['code'], message: string): RowResult {
  return { outcome: 'failed', detail: { code, message } };
}

/** Somebody who has left, or leaves just now. */
type Inactive = Pick<UserForChange, 'name' | 'leavingBy'>;

export function failUserInactive(user: Inactive): RowResult {
  return fail('user-inactive', `${user.name} ${tellInactive(user)}, so their manager was left as it is.`);
}

export function failManagerNotFound(name: string): RowResult {
  return fail('manager-not-found', `There is no user ${name} in this organisation to report to.`);
}

export function failManagerInactive(manager: Inactive): RowResult {
  const message = `${manager.name} ${tellInactive(manager)}, so nobody can report to them. Name an active user.`;
  return fail('manager-inactive', message);
}

export function failConflictingRows(name: string): RowResult {
  return fail('conflicting-rows', conflict(name));
}

export function skipForLaterChange(name: string, laterRequest: number): RowResult {
  const message = `Request ${laterRequest} changed the manager of ${name} since, so it was left as it is.`;
  return { outcome: 'skipped', detail: { code: 'later-change', message, laterRequest } };
}

/** What to call a user. */
export type NameOf = (userId: number) => string;

/** Why the tree could not take the row. `nameOf` knows everyone on the path. */
export function describeRefusal(userId: number, refusal: JudgedRefusal, nameOf: NameOf): RowDetail {
  switch (refusal.code) {
    case 'own-manager':
      return {
        code: refusal.code,
        message: `${nameOf(userId)} cannot be their own manager. Where they are to report to nobody, leave the manager blank.`,
      };
    case 'conflicting-rows':
      return { code: refusal.code, message: conflict(nameOf(userId)) };
    case 'would-form-cycle': {
      const path = refusal.path.map((id) => ({ userId: id, name: nameOf(id) }));
      const climb = wordPath(
        path.map((person) => person.name),
        refusal.leftOut,
      );
      const message = `${nameOf(userId)} would report to themselves: ${climb}.`;
      return {
        code: refusal.code,
        message,
        path,
        ...(refusal.leftOut > 0 ? { leftOut: refusal.leftOut } : {}),
      };
    }
  }
}

function conflict(name: string): string {
  return `Rows of this request give ${name} different managers. Keep the one that is meant.`;
}
