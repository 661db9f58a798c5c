// Undo on one lead, role by role: what stood before a request stands again, but never over later work.

import {
  type AssignmentChange,
  type AssignmentRecord,
  changeInto,
  isSameSlot,
  type Opening,
  type Slot,
} from './assignment-rules.ts';
import { lookBack } from './origin-rules.ts';

export type RoleUndo =
  | { role: string; outcome: 'changed'; change: AssignmentChange }
  | { role: string; outcome: 'unchanged'; undoneBy?: number }
  | { role: string; outcome: 'skipped'; laterRequest: number }
  | { role: string; outcome: 'failed'; code: 'user-inactive' | 'user-stands-elsewhere'; userId: number };

type History = readonly AssignmentRecord[];

/** The request to undo, and what must be known beside the lead. */
export interface UndoAsk {
  requestId: number;
  /** Which request each undo in the history undid. */
  undone: ReadonlyMap<number, number>;
  /** Whether a user may stand on the lead again: not if they have left since the request. */
  mayReturn: (userId: number) => boolean;
}

/** Every role of the lead that the request touched, decided together: users may return from one to another. */
export function decideLeadUndo(history: History, ask: UndoAsk): RoleUndo[] {
  const records = Map.groupBy(history, (record) => record.role);
  const undos = new Map<string, RoleUndo>();
  for (const role of listTouchedRoles(history, ask.requestId)) {
    undos.set(role, decideRoleUndo(role, records.get(role) ?? [], ask));
  }
  failWhoStandsElsewhere(undos, history);
  return [...undos.values()];
}

export function listTouchedRoles(history: History, requestId: number): string[] {
  const touched = history.filter((row) => row.fromRequest === requestId || row.untilRequest === requestId);
  return [...new Set(touched.map((row) => row.role))].sort();
}

function decideRoleUndo(role: string, records: History, { requestId, undone, mayReturn }: UndoAsk): RoleUndo {
  const past = lookBack(records, { requestId, undone, isSame: isSameSlot });
  if (past.kind === 'untouched') return { role, outcome: 'unchanged' };
  if (past.kind === 'put-back') return { role, outcome: 'unchanged', undoneBy: past.by };
  if (past.kind === 'changed-later') return { role, outcome: 'skipped', laterRequest: past.laterRequest };

  const current = records.filter((record) => record.untilAt === null);
  const change = changeInto(current, past.before.map(toOpening));
  if (change.close.length + change.open.length === 0) return { role, outcome: 'unchanged' };

  const standing = new Set(current.map((record) => record.userId));
  const leaver = change.open.find((slot) => !mayReturn(slot.userId) && !stepsDown(slot, standing));
  if (leaver) return { role, outcome: 'failed', code: 'user-inactive', userId: leaver.userId };
  return { role, outcome: 'changed', change };
}

/** Whoever is put back has stood in the role since when they had before. */
function toOpening({ userId, role, standing, roleSince }: AssignmentRecord): Opening {
  return { userId, role, standing, roleSince };
}

/** Whoever has left since may not come back or rise, but where they still stand they may step down. */
function stepsDown(slot: Slot, standing: ReadonlySet<number>): boolean {
  return slot.standing === 'secondary' && standing.has(slot.userId);
}

/** A role that fails keeps its users, which may fail another role that wants them back: so until none is left. */
function failWhoStandsElsewhere(undos: Map<string, RoleUndo>, history: History): void {
  const current = history.filter((record) => record.untilAt === null);
  const roleNow = new Map(current.map(({ userId, role }) => [userId, role]));
  for (let stuck = findStuck(undos, roleNow); stuck; stuck = findStuck(undos, roleNow)) {
    const { role, userId } = stuck;
    undos.set(role, { role, outcome: 'failed', code: 'user-stands-elsewhere', userId });
  }
}

/** A user due back in a role who stands in another one that is not being undone. */
function findStuck(
  undos: ReadonlyMap<string, RoleUndo>,
  roleNow: ReadonlyMap<number, string>,
): Slot | undefined {
  const due = [...undos.values()].flatMap((undo) => (undo.outcome === 'changed' ? undo.change.open : []));
  return due.find(({ userId, role }) => {
    const now = roleNow.get(userId) ?? role;
    return now !== role && undos.get(now)?.outcome !== 'changed';
  });
}
