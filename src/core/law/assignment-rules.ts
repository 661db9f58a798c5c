// The law of a lead: every role present has exactly one primary, and a user stands on it at most once.

import { isSameText } from '../../contract/rules/fold-rules.ts';
import type { Standing } from '../../contract/words/lead-words.ts';
import type { OtherUsers } from '../../contract/words/term-words.ts';
import type { Lasting } from './origin-rules.ts';

/** A user stands on a lead now. Moments are ISO 8601 in UTC with six decimals: as text they sort as time. */
export interface Assignment {
  userId: number;
  role: string;
  standing: Standing;
  fromAt: string;
  /** Since when they have stood in the role without interruption, as primary or as secondary. */
  roleSince: string;
}

/** A row of a lead's history; without `until` it stands now. */
export interface AssignmentRecord extends Assignment, Lasting {}

export interface Candidate {
  userId: number;
  agentRole: string;
  isActive: boolean;
}

export interface Reassignment {
  /** Null: nobody is to lead any role. */
  primary: Candidate | null;
  /** In the caller's order; may repeat a user and may hold the primary. */
  listed: readonly Candidate[];
  others: OtherUsers;
  /** Without a primary, the role that `same-role` means. */
  role?: string | undefined;
  /** Users who are neither the primary nor listed, and go whatever becomes of the others. */
  removed?: readonly number[];
  /** Where users leave: who gets whose place, or nobody, but for those whose place the primary gets. */
  heirs?: ReadonlyMap<number, Candidate | null> | undefined;
}

export interface Slot {
  userId: number;
  role: string;
  standing: Standing;
}

/** A slot to open. `roleSince` is that of whoever stood in the role before, or null: from the change on. */
export interface Opening extends Slot {
  roleSince: string | null;
}

/** Rows to close, then slots to open. Both empty: nothing differs. */
export interface AssignmentChange {
  close: Assignment[];
  open: Opening[];
}

/** What is to become of one lead. */
export type DecideLead = (current: readonly Assignment[], ask: Reassignment) => AssignmentChange;

/** Few stand on a lead, so looking through them costs less than a map of them would, a million times over. */
export function decideReassignment(current: readonly Assignment[], ask: Reassignment): AssignmentChange {
  const listed = listPlaces(ask);
  const staying = current.filter((row) => stays(row, listed, ask));
  const others = staying.filter((row) => !findPlace(listed, row.userId));
  const toSlot = ({ userId, role }: Place): Opening => {
    const standing = chooseLeader(role, { staying, listed, ask }) === userId ? 'primary' : 'secondary';
    const roleSince = staying.find((row) => row.userId === userId)?.roleSince ?? null;
    return { userId, role, standing, roleSince };
  };
  return changeInto(current, [...listed, ...others].map(toSlot));
}

/** The role a user is to stand in. */
type Place = Pick<Slot, 'userId' | 'role'>;

/** Each user once: the primary first, then the others as they were listed. */
function listPlaces({ primary, listed }: Reassignment): Place[] {
  const places: Place[] = [];
  for (const { userId, agentRole } of primary ? [primary, ...listed] : listed) {
    if (!findPlace(places, userId)) places.push({ userId, role: agentRole });
  }
  return places;
}

function findPlace(places: readonly Place[], userId: number): Place | undefined {
  return places.find((place) => place.userId === userId);
}

/** Whether the user keeps the role: a listed user who has another role now moves, so does not. */
function stays(row: Assignment, listed: readonly Place[], ask: Reassignment): boolean {
  const place = findPlace(listed, row.userId);
  if (place) return place.role === row.role;
  if (ask.removed?.includes(row.userId)) return false;
  const role = ask.primary ? ask.primary.agentRole : ask.role;
  return (
    ask.others === 'keep' ||
    (ask.others === 'same-role' && !(role !== undefined && isSameText(row.role, role)))
  );
}

/** Whoever stays comes before whoever arrives, so an arrival leads only a role that nobody else is left in. */
function chooseLeader(
  role: string,
  on: { staying: readonly Assignment[]; listed: readonly Place[]; ask: Reassignment },
): number | undefined {
  const { primary } = on.ask;
  if (role === primary?.agentRole) return primary.userId;
  const [senior] = on.staying.filter((row) => row.role === role).sort(bySeniority);
  return (senior ?? on.listed.find((place) => place.role === role))?.userId;
}

/** Primaries first, then who has stood in the role longest, then the lowest user id. */
export function bySeniority(a: Assignment, b: Assignment): number {
  if (a.standing !== b.standing) return a.standing === 'primary' ? -1 : 1;
  if (a.roleSince !== b.roleSince) return a.roleSince < b.roleSince ? -1 : 1;
  return a.userId - b.userId;
}

/** What must close and open for exactly these slots to stand; a row that is already as it should be is left alone. */
export function changeInto(current: readonly Assignment[], slots: readonly Opening[]): AssignmentChange {
  return {
    close: current.filter((row) => !slots.some((slot) => isSameSlot(row, slot))),
    open: slots.filter((slot) => !current.some((row) => isSameSlot(row, slot))),
  };
}

/** Whether somebody stands on the lead, and after the change nobody does. */
export function empties(current: readonly Assignment[], { close, open }: AssignmentChange): boolean {
  return close.length > 0 && current.length - close.length + open.length === 0;
}

export function isSameSlot(a: Slot, b: Slot): boolean {
  return a.userId === b.userId && a.role === b.role && a.standing === b.standing;
}
