import { Refusal } from '../../../contract/refusal.ts';
import type { Assignment } from '../../law/assignment-rules.ts';
import { nobodyReceives } from '../../law/removal-rules.ts';
import { tellInactive, type UserDirectory, type UserReference } from '../../users/user-reference.ts';
import type { UserForChange } from '../../users/user-store.ts';
import type { FrozenRow } from './frozen-rows.ts';
import type { Lateness } from './late-placing.ts';
import type { RunningTerms } from './read-terms.ts';

/** Whom a row is for when its turn comes, or why it looks for somebody of its distribution. */
export type ReceiverNow =
  | { primary: UserReference | null | Refusal; isLost?: true }
  | { late: Lateness; instead?: UserForChange };

interface Known {
  users: UserDirectory;
  terms: RunningTerms;
  current: readonly Assignment[];
}

/**
 * Whoever the plan found, as long as they take leads: from a distribution nobody gets any who does not, and neither
 * does somebody named who has become unavailable since, for then nobody was told. Rows that found nobody look again.
 */
export function findReceiverNow(row: FrozenRow, known: Known): ReceiverNow {
  const { receiverId } = row;
  if (receiverId === nobodyReceives) return { primary: null };
  return receiverId > 0 ? checkReceiver(row, known) : lookAgain(row, known);
}

function checkReceiver(row: FrozenRow, known: Known): ReceiverNow {
  const { receiverId, leadId, why, asked } = row;
  const heirs = (asked.heirs ?? []).flatMap(({ receiver }) => receiver?.userId ?? []);
  const away = [receiverId, ...heirs].flatMap((userId) => findAway(userId, known));
  const lost = away.find(
    ({ userId }) => (userId !== receiverId || why !== undefined) && isShared(userId, known),
  );
  const { onReceiverUnavailable, toldUnavailable } = known.terms;
  if (lost && onReceiverUnavailable === 'split') return { late: 'unavailable', instead: lost };
  if (lost) return { primary: refuseUnavailable(lost, leadId), isLost: true };
  const untold = away.find(({ userId, isActive }) => isActive && !toldUnavailable.has(userId));
  return { primary: untold ? refuseUnavailable(untold, leadId) : { userId: receiverId } };
}

/** Of a row that the plan saw fail nobody was told for whom it is, so whoever takes no leads now gets none by it. */
export function refuseUntold(userId: number, leadId: number, known: Known): void {
  const [away] = findAway(userId, known);
  if (away && !known.terms.toldUnavailable.has(userId)) throw refuseUnavailable(away, leadId);
}

/** Who takes no leads any more, and does not hold the lead anyway. */
function findAway(userId: number, { users, current }: Known): UserForChange[] {
  const user = users.find(userId);
  const isTheirs = current.some((row) => row.userId === userId && row.standing === 'primary');
  return !user || users.takesLeads(userId) || (user.isActive && isTheirs) ? [] : [user];
}

function isShared(userId: number, { terms }: Known): boolean {
  return terms.groups.some(({ shares }) => shares.some((share) => share.userId === userId));
}

/** Somebody named whom nobody knew, or else whom the terms of the request say by now. */
function lookAgain({ asked, why, detail, leadId }: FrozenRow, { terms }: Known): ReceiverNow {
  if (asked.primary !== undefined) return { primary: asked.primary };
  if (terms.groups.some(({ to }) => to)) return { late: why === 'n' ? 'no-room' : 'nobody-yet' };
  if (!detail) throw new Error(`The row of lead ${leadId} has no receiver and no reason why.`);
  return { primary: new Refusal(detail.code, { message: detail.message }) };
}

function refuseUnavailable(user: UserForChange, leadId: number): Refusal {
  return new Refusal('receiver-unavailable', {
    field: 'primary',
    message: `${describeUnavailable(user)}, so lead ${leadId} was not given to them.`,
  });
}

/** As a clause to begin a sentence. */
export function describeUnavailable(user: UserForChange): string {
  const { name, userId, isActive, leavingBy } = user;
  const inactive = leavingBy === null ? 'is not active any more' : tellInactive(user);
  return `${name} (user ${userId}) ${isActive ? 'takes no new leads now' : inactive}`;
}
