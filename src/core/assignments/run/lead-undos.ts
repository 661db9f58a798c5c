import type { Transaction } from '../../../database/transaction.ts';
import type { AssignmentRecord } from '../../law/assignment-rules.ts';
import { decideLeadUndo, type RoleUndo } from '../../law/undo-rules.ts';
import { loadUndone } from '../../ledger/undo-store.ts';
import { UserDirectory } from '../../users/user-reference.ts';
import { type findUsers, listLeftBefore } from '../../users/user-store.ts';
import { loadHistory } from '../assignment-store.ts';

interface LeadsToUndo {
  undoes: number;
  leadIds: readonly number[];
  /** Those of the leads of which it is not certain that nobody changed them after the request to undo. */
  changedSince: readonly number[];
  /** Locks whoever may come back, where the undo is to be written. */
  loadUsers: typeof findUsers;
  /** Whose accounts the undo brings back before anything else. */
  broughtBack?: ReadonlySet<number>;
}

export interface LeadUndos {
  histories: ReadonlyMap<number, AssignmentRecord[]>;
  /** Those who may come back. */
  users: UserDirectory;
  decide(leadId: number): RoleUndo[];
}

/** What an undo does on each of these leads as they are. */
export async function openLeadUndos(tx: Transaction, orgId: number, ask: LeadsToUndo): Promise<LeadUndos> {
  const { undoes: requestId, loadUsers, broughtBack = new Set() } = ask;
  const histories = await loadHistory(tx, orgId, ask);
  const records = histories.values().toArray().flat();
  const users = new UserDirectory(await loadUsers(tx, orgId, { userIds: returning(records, requestId) }));
  const undone = await loadUndone(tx, orgId, new Set(records.flatMap(requestsOf)));
  const inactive = [...users.listIds()].filter((userId) => !users.isActive(userId));
  const leftBefore = await listLeftBefore(tx, orgId, { userIds: inactive, requestId });
  const mayReturn = (userId: number) =>
    users.isActive(userId) || leftBefore.has(userId) || broughtBack.has(userId);
  const decide = (leadId: number) =>
    decideLeadUndo(histories.get(leadId) ?? [], { requestId, undone, mayReturn });
  return { histories, users, decide };
}

/** An undo that only closed rows left nothing but that. */
function requestsOf({ fromRequest, untilRequest }: AssignmentRecord): number[] {
  return untilRequest === null ? [fromRequest] : [fromRequest, untilRequest];
}

/** Those whose rows the undone request closed: the only ones who may have to come back. */
function returning(records: readonly AssignmentRecord[], requestId: number): number[] {
  return [...new Set(records.filter((row) => row.untilRequest === requestId).map((row) => row.userId))];
}

/** What the roles that go back come to. */
export function mergeChanges(undos: readonly RoleUndo[]) {
  const changes = undos.flatMap((undo) => (undo.outcome === 'changed' ? [undo.change] : []));
  return {
    close: changes.flatMap((change) => change.close),
    open: changes.flatMap((change) => change.open),
  };
}
