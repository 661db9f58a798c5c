import { runAccountUndoChunk } from '../accounts/run-account-undo-chunk.ts';
import { runAssignmentUndoChunk } from '../assignments/run/run-assignment-undo-chunk.ts';
import type { RunChunk } from '../ledger/chunk-runner.ts';
import type { Chunk } from '../ledger/request-chunk-store.ts';
import { runManagerUndoChunk } from '../reporting/run-manager-undo-chunk.ts';

/** A sort of rows. */
export type PartName = NonNullable<Chunk['part']>;

/** How rows of each sort are put back, whatever kind of request wrote them: undo belongs to what is written. */
export const parts: Readonly<Record<PartName, { undo: RunChunk }>> = {
  leads: { undo: runAssignmentUndoChunk },
  users: { undo: runManagerUndoChunk },
  account: { undo: runAccountUndoChunk },
};
