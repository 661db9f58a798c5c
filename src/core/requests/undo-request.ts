import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import type { Requester } from './request-rules.ts';
import { copyChangedRows, enqueue, findUndoable, insertQueued, takeRequestIds } from './request-store.ts';

/**
 * Accepts the undo of a finished request, itself a request that can be undone. Its rows are those that the
 * request changed; each goes back only where it still is as the request left it.
 * Refuses unknown requests, unfinished ones, and imports.
 */
export async function undoRequest(
  database: Database,
  orgId: number,
  ask: { requestId: number; requester: Requester },
): Promise<number> {
  return inOrg(database, orgId, async (tx) => {
    const [found, [undoId = 0]] = await Promise.all([
      findUndoable(tx, orgId, ask.requestId),
      takeRequestIds(tx, 1),
    ]);
    const { subjects, rows } = checkUndoable(ask.requestId, found);
    insertQueued(tx, orgId, {
      requestId: undoId,
      kind: 'undo',
      spec: { subjects },
      requester: ask.requester,
      total: rows,
      undoes: ask.requestId,
    });
    copyChangedRows(tx, orgId, { from: ask.requestId, to: undoId });
    enqueue(tx, undoId);
    return undoId;
  });
}

type Found = Awaited<ReturnType<typeof findUndoable>>;

function checkUndoable(requestId: number, found: Found) {
  if (!found) {
    throw new Refusal('request-not-found', {
      message: `There is no request ${requestId} in this organisation.`,
    });
  }
  if (found.finishedAt === null) {
    throw new Refusal('request-not-finished', {
      message: `Request ${requestId} is ${found.state}; it can be undone once it has finished.`,
    });
  }
  if (found.subjects === null) {
    throw new Refusal('request-not-undoable', {
      message: `Request ${requestId} is of kind ${found.kind}, which cannot be undone.`,
    });
  }
  return { subjects: found.subjects, rows: found.rows };
}
