import { orRefusal } from '../../../contract/refusal.ts';
import { momentAfter, readMoment } from '../../../database/moment.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Reach } from '../../access/access-rules.ts';
import { type AssignmentRecord, empties } from '../../law/assignment-rules.ts';
import { bumpRevisions, lockLeads } from '../../leads/lead-store.ts';
import { type ChunkResult, endsRequest, type RunningRequest } from '../../ledger/chunk-runner.ts';
import type { Chunk } from '../../ledger/request-chunk-store.ts';
import { failBy, type RowResult } from '../../ledger/request-rules.ts';
import { findReach } from '../../reporting/find-reach.ts';
import type { UserDirectory } from '../../users/user-reference.ts';
import { lockUsers } from '../../users/user-store.ts';
import { type LeadChange, saveChanges, startsOf } from '../assignment-store.ts';
import { refuseOutOfReach, refuseUnseenLead } from '../reach-rules.ts';
import { explainLeadUndo } from './explain-lead-undo.ts';
import { type LeadUndos, mergeChanges, openLeadUndos } from './lead-undos.ts';
import { findReturning } from './returning-rules.ts';

/**
 * Puts back, on each lead of the chunk, the roles that still are as the undone request left them. A role
 * that a later request worked on is skipped, and one whose user has left since fails; both say so.
 */
export async function runAssignmentUndoChunk(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  chunk: Chunk,
): Promise<ChunkResult> {
  const leadIds = chunk.subjects.toSorted((a, b) => a - b);
  const { revisions } = await lockLeads(tx, orgId, leadIds);
  const changedSince = listChanged(chunk, revisions);
  const [leads, now] = await Promise.all([
    openLeadUndos(tx, orgId, { undoes: request.undoes ?? 0, leadIds, changedSince, loadUsers: lockUsers }),
    readMoment(tx),
  ]);
  const { histories, users } = leads;
  const standing = () => histories.values().flatMap((records) => records.map((record) => record.userId));
  const reach = await findReach(tx, orgId, request.asker, standing);
  const known = { leads, reach, users };
  const undos: ReturnType<typeof undoLead>[] = [];
  for (const leadId of chunk.subjects) {
    const undo = undoLead(known, leadId);
    undos.push(undo);
    if (endsRequest(undo.result, request)) break;
  }
  const changes = undos
    .map(({ change }) => ({ ...change, requestId: request.requestId }))
    .filter((change) => change.close.length + change.open.length > 0);
  const at = await momentAfter(tx, now, startsOf(histories));
  saveChanges(tx, orgId, at, changes);
  bumpRevisions(
    tx,
    orgId,
    changes.map((change) => change.leadId),
  );
  return {
    results: undos.map(({ result }) => result),
    receivers: chunk.subjects.map((_, place) => undos[place]?.receiver ?? null),
    changes: undos.map(({ change }) => change),
    emptied: undos.map(({ change }) => empties(currentOf(histories.get(change.leadId)), change)),
  };
}

/** The leads of which it is not certain that nobody changed them after the undone request. */
function listChanged({ subjects, revisions }: Chunk, now: ReadonlyMap<number, number>): number[] {
  return subjects.filter((leadId, place) => revisions?.[place] !== now.get(leadId));
}

function undoLead(
  { leads, reach, users }: { leads: LeadUndos; reach: Reach; users: UserDirectory },
  leadId: number,
): { change: Omit<LeadChange, 'requestId'>; receiver: number | null; result: RowResult } {
  const undos = leads.decide(leadId);
  const change = { leadId, ...mergeChanges(undos) };
  const current = currentOf(leads.histories.get(leadId));
  const refusal = orRefusal(() => {
    // Whoever emptied a lead sees it again by those they put back.
    refuseUnseenLead(reach, { leadId, exists: true, current: current.length > 0 ? current : change.open });
    refuseOutOfReach(reach, { leadId, current, change });
  });
  if (refusal) return { change: { leadId, close: [], open: [] }, receiver: null, result: failBy(refusal) };
  return { change, receiver: findReturning(undos, current), result: explainLeadUndo(undos, users) };
}

function currentOf(history: readonly AssignmentRecord[] = []): AssignmentRecord[] {
  return history.filter((record) => record.untilAt === null);
}
