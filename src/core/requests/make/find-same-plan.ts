import { createHash } from 'node:crypto';
import { Refusal } from '../../../contract/refusal.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import { insertPlanned } from '../../ledger/plan-store.ts';
import { type Subjects, takeRequestIds } from '../../ledger/request-store.ts';
import { recordResult } from '../../ledger/result-store.ts';
import type { RowsToUndo } from '../../ledger/undo-rows-rules.ts';
import { discardPlan, findUndoPlan, hasAccountRow, noteAsk } from '../../ledger/undo-store.ts';
import type { Undoable } from '../../ledger/way-rules.ts';
import { freezeUndoRows } from './freeze-undo-rows.ts';

/** A finished request of which something can be undone. */
export type Found = Undoable & { subjects: Subjects; isForth: boolean };

interface Undoing {
  requestId: number;
  rows: RowsToUndo;
  found: Found;
  revivesKeys?: boolean | undefined;
  options: PlanOptions;
}

/**
 * The plan that waits already, where a plan was asked for alike and nothing was put back since; else a new undo, to which
 * the plan gives way: what it foresaw would not be what it does.
 */
export async function findSamePlan(tx: Transaction, orgId: number, undoing: Undoing): Promise<number> {
  const { requestId, options } = undoing;
  const askHash = hashOf(undoing);
  const waiting = await findUndoPlan(tx, orgId, requestId);
  if (options.planOnly && waiting?.askHash.equals(askHash)) return waiting.requestId;
  if (waiting) discardPlan(tx, orgId, waiting.requestId);
  const undoId = await planUndo(tx, orgId, undoing);
  if (waiting) recordResult(tx, orgId, waiting.requestId, { replacedBy: undoId });
  if (options.planOnly) noteAsk(tx, orgId, undoId, askHash);
  return undoId;
}

async function planUndo(
  tx: Transaction,
  orgId: number,
  { requestId, rows, found, revivesKeys, options }: Undoing,
): Promise<number> {
  const [undoId = 0] = await takeRequestIds(tx, 1);
  const total = await freezeUndoRows(tx, orgId, { requestId, undoId, rows, found });
  if (!found.isForth) await refuseOwnAccount(tx, orgId, { undoId, userId: options.requester.userId });
  const { leads, users, ...others } = rows;
  insertPlanned(tx, orgId, {
    requestId: undoId,
    kind: 'undo',
    spec: {
      subjects: found.subjects,
      leads: leads?.length,
      users: users?.length,
      ...others,
      ...(revivesKeys ? { reviveKeys: true } : {}),
    },
    total,
    undoes: requestId,
    retries: null,
    preview: null,
    options,
  });
  return undoId;
}

/** Nobody ends their own account, be it again. */
async function refuseOwnAccount(
  tx: Transaction,
  orgId: number,
  { undoId, userId }: { undoId: number; userId: number | null },
): Promise<void> {
  if (userId === null || !(await hasAccountRow(tx, orgId, { requestId: undoId, userId }))) return;
  throw new Refusal('invalid-input', {
    message:
      'This undo would end your own account again. Leave yourself out, or ask another administrator to do it.',
  });
}

/** What an administrator plans every administrator may run: whoever asks alike shares the plan. */
function hashOf({ rows, found, revivesKeys, options }: Undoing): Buffer {
  const { requester, reason, runAt, onFailure, onDrift } = options;
  const asker =
    requester.userId === null || requester.accessRole === 'administrator' ? 'all' : requester.userId;
  const inOrder = (ids: readonly number[] | undefined) => ids && [...new Set(ids)].sort((a, b) => a - b);
  const chosen = [
    inOrder(rows.leads),
    inOrder(rows.users),
    rows.outcome,
    inOrder(rows.exceptLeads),
    inOrder(rows.exceptUsers),
  ];
  const asked = [
    asker,
    chosen,
    reason,
    runAt,
    onFailure,
    onDrift,
    found.putBack,
    found.undoneBy,
    revivesKeys,
  ];
  return createHash('sha256').update(JSON.stringify(asked)).digest();
}
