import type { Transaction } from '../../database/transaction.ts';
import { endLinesWithAccounts } from '../accounts/end-lines-with-accounts.ts';
import { holdEndingLines } from '../accounts/hold-ending-lines.ts';
import { runAccountUndoChunk } from '../accounts/run-account-undo-chunk.ts';
import { runAssignmentUndoChunk } from '../assignments/run/run-assignment-undo-chunk.ts';
import { runLeadFactsUndoChunk } from '../facts/run-lead-facts-chunk.ts';
import { runUserFactsUndoChunk } from '../facts/run-user-facts-undo-chunk.ts';
import type { RunChunk, RunningRequest } from '../ledger/chunk-runner.ts';
import type { PartName } from '../ledger/part-rules.ts';
import type { Chunk } from '../ledger/request-chunk-store.ts';
import { runRecordUndoChunk } from '../records/run-records-chunk.ts';
import { runManagerUndoChunk } from '../reporting/run-manager-undo-chunk.ts';

interface Part {
  /** Puts rows back, whatever kind of request wrote them: undo belongs to what is written. */
  undo: RunChunk;
  /** The chunk that ends with these rows, in their transaction. */
  holdAlong?: (tx: Transaction, orgId: number, request: RunningRequest) => Promise<Chunk | undefined>;
}

/** What the engine has each sort of rows do; the engine itself names none. */
export const parts: Readonly<Record<PartName, Part>> = {
  leads: { undo: runAssignmentUndoChunk },
  users: { undo: endLinesWithAccounts(runManagerUndoChunk) },
  account: { undo: runAccountUndoChunk, holdAlong: holdEndingLines },
  'lead-facts': { undo: runLeadFactsUndoChunk },
  record: { undo: runRecordUndoChunk },
  'user-facts': { undo: runUserFactsUndoChunk },
};
