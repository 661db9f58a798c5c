import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { type Accepted, acceptPlan } from './accept-plan.ts';
import { ensureMayDecide } from './ensure-may-decide.ts';
import { foreseeByTrial } from './foresee-by-trial.ts';
import type { PlanOptions } from './plan-rules.ts';
import { insertPlanned } from './plan-store.ts';
import { takeRequestIds } from './request-store.ts';
import { copyChangedRows, findUndoable, type UndoableRequest } from './undo-store.ts';

/**
 * Makes the undo of a finished request, itself a request that can be undone. Its rows are those that the
 * request changed; each goes back only where it still is as the request left it.
 * Refuses unknown requests, unfinished ones, imports, and those that changed nothing.
 */
export async function undoRequest(
  database: Database,
  orgId: number,
  { requestId, options }: { requestId: number; options: PlanOptions },
): Promise<Accepted> {
  const accepted = await acceptPlan(database, orgId, options, async (tx) => {
    await ensureMayDecide(tx, { orgId, ...options.requester }, { requestId, what: 'Undoing' });
    const [found, [undoId = 0]] = await Promise.all([
      findUndoable(tx, orgId, requestId),
      takeRequestIds(tx, 1),
    ]);
    const { subjects, rows } = checkUndoable(requestId, found);
    copyChangedRows(tx, orgId, { from: requestId, to: undoId });
    insertPlanned(tx, orgId, {
      requestId: undoId,
      kind: 'undo',
      spec: { subjects },
      total: rows,
      undoes: requestId,
      retries: null,
      preview: null,
      options,
    });
    return undoId;
  });
  if (options.planOnly && !accepted.isRepeat) {
    const { requester: asker, onFailure } = options;
    await foreseeByTrial(database, orgId, { requestId: accepted.requestId, asker, onFailure });
  }
  return accepted;
}

function checkUndoable(
  requestId: number,
  found: UndoableRequest | undefined,
): UndoableRequest & { subjects: NonNullable<UndoableRequest['subjects']> } {
  if (!found) {
    throw new Refusal('request-not-found', {
      message: `There is no request ${requestId} in this organisation.`,
    });
  }
  const { kind, state, finishedAt, subjects } = found;
  if (finishedAt === null) {
    throw new Refusal('request-not-finished', {
      message: `Request ${requestId} is ${state}; it can be undone once it has finished.`,
    });
  }
  if (subjects === null) {
    throw new Refusal('request-not-undoable', {
      message: `Request ${requestId} is of kind ${kind}, which cannot be undone.`,
    });
  }
  if (found.rows === 0) {
    throw new Refusal('nothing-to-undo', {
      message: `Request ${requestId} changed nothing, so there is nothing to undo.`,
    });
  }
  return { ...found, subjects };
}
