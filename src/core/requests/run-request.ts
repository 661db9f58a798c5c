import type { Database } from '../../database/database.ts';
import { inOrg, type Transaction } from '../../database/transaction.ts';
import { chooseRunner } from './choose-runner.ts';
import type { ChunkResult } from './chunk-runner.ts';
import { collectDetails, countOutcomes, encodeOutcomes, type RowResult } from './request-rules.ts';
import {
  type Chunk,
  endEarly,
  findRunnable,
  finishChunk,
  finishWhenComplete,
  markRunning,
  takeChunk,
} from './request-store.ts';

/** While one lane waits for the database, the other decides. */
const mostLanes = 2;

/**
 * Runs an accepted request to its end, chunk by chunk. A chunk's changes, its outcomes and its place among
 * what is done commit together, so a crash at any moment neither loses nor repeats a row, and running a
 * request twice, or by two workers at once, does no harm.
 */
export async function runRequest(database: Database, orgId: number, requestId: number): Promise<void> {
  const request = await inOrg(database, orgId, async (tx) => {
    markRunning(tx, orgId, requestId);
    return findRunnable(tx, orgId, requestId);
  });
  if (!request) return;
  if (request.onFailure === 'all-or-nothing') return runAtOnce(database, orgId, requestId);
  // Where a row may end the request, the rows after it are those that follow it: one lane, in order.
  const mayEndEarly = request.onFailure === 'stop' || request.onDrift === 'stop';
  const lanes = Array.from({ length: mayEndEarly ? 1 : mostLanes }, async () => {
    while (await inOrg(database, orgId, (tx) => runNextChunk(tx, orgId, requestId))) {
      // Each turn is one chunk in one transaction.
    }
  });
  await Promise.all(lanes);
  await inOrg(database, orgId, async (tx) => finishWhenComplete(tx, orgId, requestId));
}

/** A row failed of a request that is all or nothing: what ran before it is taken back with the transaction. */
class NothingHappened extends Error {
  readonly chunk: Chunk;
  readonly results: ChunkResult['results'];

  constructor(chunk: Chunk, results: ChunkResult['results']) {
    super('A row failed, so nothing of the request was kept.');
    this.chunk = chunk;
    this.results = results;
  }
}

/** Runs every chunk in one transaction: all rows are changed at once, or only the row that failed is recorded. */
async function runAtOnce(database: Database, orgId: number, requestId: number): Promise<void> {
  try {
    await inOrg(database, orgId, async (tx) => {
      while (await runNextChunk(tx, orgId, requestId)) {
        // Chunk after chunk, in this one transaction.
      }
      finishWhenComplete(tx, orgId, requestId);
    });
  } catch (error) {
    if (!(error instanceof NothingHappened)) throw error;
    await inOrg(database, orgId, async (tx) => recordFailedRows(tx, orgId, requestId, error));
  }
}

function recordFailedRows(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { chunk, results }: NothingHappened,
): void {
  const isFailed = ({ outcome }: RowResult) => outcome === 'failed';
  finishChunk(tx, orgId, {
    requestId,
    chunkNo: chunk.chunkNo,
    subjects: chunk.subjects,
    outcomes: chunk.subjects
      .map((_, place) => (results[place] && isFailed(results[place]) ? 'f' : 'n'))
      .join(''),
    details: collectDetails(
      results.map((result) => (isFailed(result) ? result : { outcome: result.outcome })),
    ),
    counts: countOutcomes(results.filter(isFailed)),
  });
  endEarly(tx, orgId, requestId);
}

/** True where there was a chunk to run, and the request goes on after it. */
async function runNextChunk(tx: Transaction, orgId: number, requestId: number): Promise<boolean> {
  const request = await findRunnable(tx, orgId, requestId);
  const chunk = request && (await takeChunk(tx, orgId, requestId));
  const run = chunk && chooseRunner(request, chunk);
  if (!run) return false;
  const { results, subjects } = await run(tx, orgId, { ...request, requestId }, chunk);
  const endedEarly = results.length < chunk.subjects.length;
  if (request.onFailure === 'all-or-nothing' && results.some(({ outcome }) => outcome === 'failed')) {
    throw new NothingHappened(chunk, results);
  }
  finishChunk(tx, orgId, {
    requestId,
    chunkNo: chunk.chunkNo,
    subjects: subjects ?? chunk.subjects,
    outcomes: encodeOutcomes(results, chunk.subjects.length),
    details: collectDetails(results),
    counts: countOutcomes(results),
  });
  if (endedEarly) endEarly(tx, orgId, requestId);
  return !endedEarly;
}
