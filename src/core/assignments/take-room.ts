import { Refusal } from '../../contract/refusal.ts';
import type { AssignmentChange } from '../law/assignment-rules.ts';
import type { UserDirectory } from '../users/user-reference.ts';
import type { Caps } from './caps.ts';

/** Moves the books of capped users with the change of a lead, or refuses it where one of them is full. */
export function takeRoom(
  { caps, users }: { caps: Caps; users: UserDirectory },
  { leadId, change }: { leadId: number; change: AssignmentChange },
): void {
  const full = caps.move(change);
  if (full === undefined) return;
  throw new Refusal('no-room', {
    message: `The book of ${users.describe(full)} is full, so lead ${leadId} stays.`,
  });
}

/** Of a lead for which a distribution finds nobody with room. */
export function refuseForRoom(leadId: number): Refusal {
  return new Refusal('no-room', { message: `Every receiver's book is full, so lead ${leadId} stays.` });
}
