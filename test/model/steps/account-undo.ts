// The undo of the end of an account, or of its return.

import type { Organisation } from '../organisation.ts';
import type { Prospect } from '../rules/modes.ts';

interface Undoing {
  request: number;
  by: number;
  /** An account ends only once nothing is left of its leaver, as in the offboarding: once all else is done. */
  mayEnd: (() => boolean) | undefined;
}

export function foreseeUndoneAccount(
  organisation: Organisation,
  userId: number,
  { request, by, mayEnd }: Undoing,
): Prospect {
  const person = organisation.person(userId);
  const undo = organisation.account(userId).undo(request);
  if (undo.kind === 'untouched') return { kind: 'do', apply: () => false };
  if (undo.kind === 'later') {
    const later = undo.request > 0 ? { laterRequestId: undo.request } : {};
    const leftAlone = [{ role: 'account', code: 'later-change', ...later } as const];
    return { kind: 'moved', code: 'later-change', leftAlone };
  }
  const { state: isActive, origin } = undo.to;
  const apply = () => {
    organisation.switchAccount(person, isActive, { by, origin });
    return true;
  };
  if (isActive || !mayEnd) return { kind: 'do', apply };
  return {
    kind: 'last',
    decide: () => (mayEnd() ? { kind: 'do', apply } : { kind: 'failed', code: 'something-left' }),
  };
}
