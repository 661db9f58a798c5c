import type { Database } from '../../database/database.ts';
import { inOrg, type Transaction } from '../../database/transaction.ts';
import { runAssignmentUndoChunk } from '../assignments/run-assignment-undo-chunk.ts';
import { runManagerChunk } from '../reporting/run-manager-chunk.ts';
import { runManagerUndoChunk } from '../reporting/run-manager-undo-chunk.ts';
import type { RunChunk } from './chunk-runner.ts';
import { collectDetails, countOutcomes, encodeOutcomes } from './request-rules.ts';
import {
  findRunnable,
  finishChunk,
  finishWhenComplete,
  markRunning,
  type RunnableRequest,
  takeChunk,
} from './request-store.ts';

/**
 * Runs an accepted request to its end, chunk by chunk. A chunk's changes, its outcomes and its place among
 * what is done commit together, so a crash at any moment neither loses nor repeats a row, and running a
 * request twice, or by two workers at once, does no harm.
 */
export async function runRequest(database: Database, orgId: number, requestId: number): Promise<void> {
  await inOrg(database, orgId, async (tx) => markRunning(tx, orgId, requestId));
  while (await inOrg(database, orgId, (tx) => runNextChunk(tx, orgId, requestId))) {
    // Each turn is one chunk in one transaction.
  }
  await inOrg(database, orgId, async (tx) => finishWhenComplete(tx, orgId, requestId));
}

/** True where there was a chunk to run. */
async function runNextChunk(tx: Transaction, orgId: number, requestId: number): Promise<boolean> {
  const request = await findRunnable(tx, orgId, requestId);
  const run = request && chooseRunner(request);
  const chunk = run && (await takeChunk(tx, orgId, requestId));
  if (!chunk) return false;
  const { results, subjects, revisions } = await run(tx, orgId, { requestId, undoes: request.undoes }, chunk);
  if (results.length !== chunk.subjects.length) throw new Error('A chunk was not judged row for row.');
  finishChunk(tx, orgId, {
    requestId,
    chunkNo: chunk.chunkNo,
    subjects: subjects ?? chunk.subjects,
    revisions: revisions ?? null,
    outcomes: encodeOutcomes(results),
    details: collectDetails(results),
    counts: countOutcomes(results),
  });
  return true;
}

function chooseRunner({ kind, subjects }: RunnableRequest): RunChunk | undefined {
  switch (kind) {
    case 'managers':
      return runManagerChunk;
    case 'undo':
      return subjects === 'users' ? runManagerUndoChunk : runAssignmentUndoChunk;
    case 'reassign': // singles are written by the transaction that records them
    case 'import': // written as the file is read
      return undefined;
  }
}
