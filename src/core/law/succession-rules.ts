// What becomes of one lead when users leave it for successors.

import {
  type Assignment,
  type AssignmentChange,
  type Candidate,
  changeInto,
  decideReassignment,
  type Opening,
  type Slot,
} from './assignment-rules.ts';

export interface Succession {
  /** Everyone who leaves by the request, whether they stand on this lead or not. */
  leaverIds: ReadonlySet<number>;
  /** Whose the place of every leaver becomes who has no heir of their own. Null: nobody takes it. */
  successor: Candidate | null;
  /** By the leaver whose place they get, or nobody gets. */
  heirs?: ReadonlyMap<number, Candidate | null> | undefined;
}

/** Later than every moment: who comes now has stood for the shortest time. */
const now = '~';

/**
 * Each leaver's place goes to their successor, who stands in their own agent role: as its primary where the
 * leaver was one, else as a secondary, or as before where they stand already. Everyone else stays. The leavers go
 * all at once, so none of them succeeds another; who does not stand on the lead leaves nothing behind. Where nobody
 * takes the place, whoever has stood longest in the role rises.
 */
export function decideSuccession(
  current: readonly Assignment[],
  { leaverIds, successor, heirs }: Succession,
): AssignmentChange {
  const leaving = current.filter((row) => leaverIds.has(row.userId)).sort(byPlace);
  if (leaving.length === 0) return { close: [], open: [] };
  let standing = current.filter((row) => !leaverIds.has(row.userId));
  for (const row of leaving) {
    const heir = heirs?.get(row.userId);
    standing = succeed(standing, row, heir === undefined ? successor : heir);
  }
  return changeInto(current, standing.map(toOpening));
}

/** Primaries first, so that whoever takes over a secondary finds their role led; then the same whatever the order was. */
export function byPlace(a: Slot, b: Slot): number {
  if (a.standing !== b.standing) return a.standing === 'primary' ? -1 : 1;
  return a.role === b.role ? a.userId - b.userId : a.role < b.role ? -1 : 1;
}

function succeed(standing: Assignment[], { standing: was }: Slot, heir: Candidate | null): Assignment[] {
  if (was === 'secondary') return [...standing, ...joining(standing, heir)];
  const { close, open } = decideReassignment(standing, { primary: heir, listed: [], others: 'keep' });
  const opened = open.map((slot) => ({ ...slot, fromAt: now, roleSince: slot.roleSince ?? now }));
  return [...standing.filter((row) => !close.includes(row)), ...opened];
}

function joining(standing: readonly Assignment[], heir: Candidate | null): Assignment[] {
  if (!heir) return [];
  const { userId, agentRole } = heir;
  if (standing.some((row) => row.userId === userId)) return [];
  const isLed = standing.some((row) => row.role === agentRole);
  return [
    { userId, role: agentRole, standing: isLed ? 'secondary' : 'primary', fromAt: now, roleSince: now },
  ];
}

function toOpening({ userId, role, standing, roleSince }: Assignment): Opening {
  return { userId, role, standing, roleSince: roleSince === now ? null : roleSince };
}
