// Which leads need room in the book of whoever gets them: a book is what somebody is primary on.

import type { Assignment, Slot } from '../law/assignment-rules.ts';

/** Users who leave leads, and the ways of standing that go to the same receivers; left out: all ways. */
export interface Leaving {
  userIds: readonly number[];
  ways?: readonly Pick<Slot, 'role' | 'standing'>[] | undefined;
}

/**
 * Whether whoever gets the places of those who leave a lead becomes primary there: one of the places is a primary's, or
 * nobody stays in a role that the receivers may stand in.
 */
export function needsRoom(
  current: readonly Assignment[],
  { userIds, ways }: Leaving,
  receiverRoles: Iterable<string>,
): boolean {
  const isLed = new Set<string>();
  for (const { userId, role, standing } of current) {
    if (!userIds.includes(userId)) isLed.add(role);
    else if (
      standing === 'primary' &&
      (!ways || ways.some((way) => way.role === role && way.standing === standing))
    )
      return true;
  }
  return ![...receiverRoles].every((role) => isLed.has(role));
}
