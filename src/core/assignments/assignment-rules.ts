// The law of a lead: every role present has exactly one primary, and a user stands on it at most once.

export type Standing = 'primary' | 'secondary';

/** A user stands on a lead now. `fromAt` is ISO 8601 in UTC with six decimals: as text it sorts as time. */
export interface Assignment {
  userId: number;
  role: string;
  standing: Standing;
  fromRequest: number;
  fromAt: string;
}

/** A row of a lead's history; without `until` it stands now. */
export interface AssignmentRecord extends Assignment {
  untilRequest: number | null;
  untilAt: string | null;
}

export interface Candidate {
  userId: number;
  agentRole: string;
  isActive: boolean;
}

/** Users not listed: all stay, those in the primary's role are unassigned, or those in every role are. */
export type OtherUsers = 'keep' | 'same-role' | 'all';

export interface Reassignment {
  primary: Candidate;
  /** In the caller's order; may repeat a user and may hold the primary. */
  listed: readonly Candidate[];
  others: OtherUsers;
}

export interface Slot {
  userId: number;
  role: string;
  standing: Standing;
}

/** Rows to close, then slots to open. Both empty: nothing differs. */
export interface AssignmentChange {
  close: Assignment[];
  open: Slot[];
}

/** What is to become of one lead. */
export type DecideLead = (current: readonly Assignment[], ask: Reassignment) => AssignmentChange;

export function findInactive(ask: Reassignment): Candidate | undefined {
  return ask.primary.isActive ? ask.listed.find((user) => !user.isActive) : ask.primary;
}

export function decideReassignment(current: readonly Assignment[], ask: Reassignment): AssignmentChange {
  const listed = listRoles(ask);
  const staying = current.filter((row) => stays(row, listed, ask));
  const primaries = choosePrimaries(staying, listed, ask.primary);
  const roles = new Map(listed);
  for (const row of staying) roles.set(row.userId, row.role);
  const slots = Array.from(roles, ([userId, role]) => toSlot(userId, role, primaries));
  return changeInto(current, slots);
}

/** The role each listed user is to stand in: the primary first, then the others as they were listed. */
function listRoles({ primary, listed }: Reassignment): Map<number, string> {
  const roles = new Map([[primary.userId, primary.agentRole]]);
  for (const user of listed) if (!roles.has(user.userId)) roles.set(user.userId, user.agentRole);
  return roles;
}

/** Whether the user keeps the role: a listed user who has another role now moves, so does not. */
function stays(row: Assignment, listed: ReadonlyMap<number, string>, ask: Reassignment): boolean {
  const role = listed.get(row.userId);
  if (role !== undefined) return role === row.role;
  return ask.others === 'keep' || (ask.others === 'same-role' && row.role !== ask.primary.agentRole);
}

/** Whoever stays comes before whoever arrives, so an arrival leads only a role that nobody else is left in. */
function choosePrimaries(
  staying: readonly Assignment[],
  listed: ReadonlyMap<number, string>,
  primary: Candidate,
): ReadonlyMap<string, number> {
  const primaries = new Map([[primary.agentRole, primary.userId]]);
  for (const { role, userId } of staying.toSorted(bySeniority)) {
    if (!primaries.has(role)) primaries.set(role, userId);
  }
  for (const [userId, role] of listed) if (!primaries.has(role)) primaries.set(role, userId);
  return primaries;
}

/** Primaries first, then who has stood longest, then the lowest user id. */
export function bySeniority(a: Assignment, b: Assignment): number {
  if (a.standing !== b.standing) return a.standing === 'primary' ? -1 : 1;
  if (a.fromAt !== b.fromAt) return a.fromAt < b.fromAt ? -1 : 1;
  return a.userId - b.userId;
}

function toSlot(userId: number, role: string, primaries: ReadonlyMap<string, number>): Slot {
  return { userId, role, standing: primaries.get(role) === userId ? 'primary' : 'secondary' };
}

/** What must close and open for exactly these slots to stand; a row that is already as it should be is left alone. */
export function changeInto(current: readonly Assignment[], slots: readonly Slot[]): AssignmentChange {
  const rowOf = new Map(current.map((row) => [row.userId, row]));
  const slotOf = new Map(slots.map((slot) => [slot.userId, slot]));
  return {
    close: current.filter((row) => !isSameSlot(row, slotOf.get(row.userId))),
    open: slots.filter((slot) => !isSameSlot(slot, rowOf.get(slot.userId))),
  };
}

function isSameSlot(a: Slot, b: Slot | undefined): boolean {
  return a.role === b?.role && a.standing === b.standing;
}
