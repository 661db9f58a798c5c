import type { Transaction } from '../../database/transaction.ts';
import { decideManagerUndo, type LineRecord, type ManagerUndo } from '../law/manager-undo-rules.ts';
import type { RunChunk, RunningRequest } from '../ledger/chunk-runner.ts';
import type { Chunk } from '../ledger/request-chunk-store.ts';
import { tellPutBack } from '../ledger/undo-rows-rules.ts';
import { loadUndone } from '../ledger/undo-store.ts';
import { UserDirectory } from '../users/user-reference.ts';
import { listLeftBefore, lockUsers, type UserForChange } from '../users/user-store.ts';
import { changeManagers, type ManagerStep } from './change-managers.ts';
import { loadLineHistory, lockReporting } from './reporting-store.ts';
import { failManagerInactive, failUserInactive, skipForLaterChange } from './row-refusals.ts';

/** Gives users back the managers they had before the undone request, wherever nobody worked on it since. */
export const runManagerUndoChunk: RunChunk = async (tx, orgId, request, chunk) => {
  const { steps, users, undos } = await settleManagerUndo(tx, orgId, request, chunk);
  const results = await changeManagers(tx, orgId, { requestId: request.requestId, steps, users });
  const receivers = results.map(({ outcome }, place) =>
    outcome === 'changed' ? returningOf(undos[place]) : null,
  );
  return { results, receivers };
};

/** What each row would put back, as it is to be judged in the tree. */
export const settleManagerUndo = async (
  tx: Transaction,
  orgId: number,
  { undoes }: RunningRequest,
  { subjects }: Chunk,
) => {
  lockReporting(tx, orgId);
  const history = await loadLineHistory(tx, orgId, subjects);
  const touched = history.values().flatMap((lines) => lines.flatMap(requestsOf));
  const ask = { requestId: undoes ?? 0, undone: await loadUndone(tx, orgId, new Set(touched)) };
  const undos = subjects.map((userId) => decideManagerUndo(history.get(userId) ?? [], ask));
  const people = await lockUsers(tx, orgId, { userIds: namesOf(subjects, undos) });
  const inactive = people.filter((user) => !user.isActive).map((user) => user.userId);
  const leftBefore = await listLeftBefore(tx, orgId, { userIds: inactive, requestId: undoes ?? 0 });
  const known: Known = new Map(
    people.map((user) => [user.userId, { ...user, mayReturn: user.isActive || leftBefore.has(user.userId) }]),
  );
  const steps = subjects.map((userId, place) =>
    toStep(known, undos[place] ?? { kind: 'untouched' }, known.get(userId)),
  );
  return { steps, users: new UserDirectory(people), undos };
};

/** Who has left since the undone request does not return; who had left before it stands where they stood. */
interface Returning extends UserForChange {
  mayReturn: boolean;
}

type Known = ReadonlyMap<number, Returning>;

/** An undo that only ended a line left nothing but that. */
function requestsOf({ fromRequest, untilRequest }: LineRecord): number[] {
  return untilRequest === null ? [fromRequest] : [fromRequest, untilRequest];
}

/** To whom the user reports again; 0 for nobody. */
function returningOf(undo: ManagerUndo | undefined): number {
  return undo?.kind === 'restore' ? (undo.managerId ?? 0) : 0;
}

function namesOf(subjects: readonly number[], undos: readonly ManagerUndo[]): number[] {
  const managers = undos.flatMap((undo) => (undo.kind === 'restore' ? [undo.managerId ?? 0] : []));
  return [...new Set([...subjects, ...managers])];
}

function toStep(known: Known, undo: ManagerUndo, user: Returning | undefined): ManagerStep {
  if (!user || undo.kind === 'untouched') return { settled: { outcome: 'unchanged' } };
  if (undo.kind === 'put-back') return { settled: tellPutBack(undo.by) };
  if (undo.kind === 'changed-later') return { settled: skipForLaterChange(user.name, undo.laterRequest) };
  // Whoever has left since is given no manager, though a line of theirs may end.
  if (!user.mayReturn && undo.managerId !== null) return { settled: failUserInactive(user) };
  const manager = undo.managerId === null ? undefined : known.get(undo.managerId);
  if (manager && !manager.mayReturn) return { settled: failManagerInactive(manager) };
  return { row: { userId: user.userId, managerId: undo.managerId } };
}
