// Undo on one lead, role by role: what stood before a request stands again, but never over later work.

import { type AssignmentChange, type AssignmentRecord, changeInto, type Slot } from './assignment-rules.ts';
import { standForTheSame } from './origin-rules.ts';

export type RoleUndo =
  | { role: string; outcome: 'changed'; change: AssignmentChange }
  | { role: string; outcome: 'unchanged' }
  | { role: string; outcome: 'skipped'; laterRequest: number }
  | { role: string; outcome: 'failed'; code: 'user-inactive' | 'user-stands-elsewhere'; userId: number };

type History = readonly AssignmentRecord[];

/** A request opened or closed a row. */
interface Touch {
  role: string;
  requestId: number;
  at: string;
}

/** The request to undo, and what must be known beside the lead. */
export interface UndoAsk {
  requestId: number;
  /** Which request each undo in the history undid. */
  undone: ReadonlyMap<number, number>;
  /** Whether a user may stand on the lead again: not if they have left since the request. */
  mayReturn: (userId: number) => boolean;
}

/** With the moment from which whatever others did is later work. */
interface Undoing extends UndoAsk {
  at: string;
  /** Of the whole lead: a user may have returned from another role. */
  history: History;
}

/** Every role of the lead that the request touched, decided together: users may return from one to another. */
export function decideLeadUndo(history: History, ask: UndoAsk): RoleUndo[] {
  const { requestId } = ask;
  const [at] = listTouches(history, (touch) => touch.requestId === requestId).map((touch) => touch.at);
  if (at === undefined) return [];
  const records = Map.groupBy(history, (record) => record.role);
  const undos = new Map<string, RoleUndo>();
  for (const role of listTouchedRoles(history, requestId)) {
    undos.set(role, decideRoleUndo(role, records.get(role) ?? [], { ...ask, at, history }));
  }
  failWhoStandsElsewhere(undos, history);
  return [...undos.values()];
}

export function listTouchedRoles(history: History, requestId: number): string[] {
  const touches = listTouches(history, (touch) => touch.requestId === requestId);
  return [...new Set(touches.map((touch) => touch.role))].sort();
}

/** The earliest first. */
function listTouches(history: History, isWanted: (touch: Touch) => boolean): Touch[] {
  const touches: Touch[] = [];
  for (const { role, fromRequest, fromAt, untilRequest, untilAt } of history) {
    touches.push({ role, requestId: fromRequest, at: fromAt });
    if (untilRequest !== null && untilAt !== null)
      touches.push({ role, requestId: untilRequest, at: untilAt });
  }
  return touches.filter(isWanted).sort((a, b) => Number(a.at > b.at) - Number(a.at < b.at));
}

function decideRoleUndo(role: string, records: History, undoing: Undoing): RoleUndo {
  const laterRequest = findLaterRequest(records, undoing);
  if (laterRequest !== undefined) return { role, outcome: 'skipped', laterRequest };

  const current = records.filter((record) => record.untilAt === null);
  const before = records.filter((record) => stoodBefore(record, undoing));
  const change = changeInto(current, before.map(toSlot));
  if (change.close.length + change.open.length === 0) return { role, outcome: 'unchanged' };

  const standing = new Set(current.map((record) => record.userId));
  const leaver = change.open.find((slot) => !undoing.mayReturn(slot.userId) && !stepsDown(slot, standing));
  if (leaver) return { role, outcome: 'failed', code: 'user-inactive', userId: leaver.userId };
  return { role, outcome: 'changed', change };
}

/** The request since which the role stands as it does now, unless that is how the undone request left it. */
function findLaterRequest(records: History, undoing: Undoing): number | undefined {
  const { requestId, at } = undoing;
  const current = records.filter((record) => record.untilAt === null);
  const standsAsNow = (rows: History) => standForTheSame(undoing, rows, current);
  if (standsAsNow(records.filter((record) => wasLeft(record, undoing)))) return undefined;
  const later = listTouches(records, (touch) => touch.requestId !== requestId && touch.at >= at);
  return later.find((touch) => standsAsNow(records.filter((record) => stoodAt(record, touch.at))))?.requestId;
}

function stoodAt({ fromAt, untilAt }: AssignmentRecord, at: string): boolean {
  return fromAt <= at && (untilAt === null || untilAt > at);
}

function wasLeft(record: AssignmentRecord, undoing: Undoing): boolean {
  if (record.untilRequest === undoing.requestId) return false;
  return record.fromRequest === undoing.requestId || stoodBefore(record, undoing);
}

function stoodBefore({ fromAt, untilAt }: AssignmentRecord, undoing: Undoing): boolean {
  return fromAt < undoing.at && (untilAt === null || untilAt >= undoing.at);
}

function toSlot({ userId, role, standing }: AssignmentRecord): Slot {
  return { userId, role, standing };
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
