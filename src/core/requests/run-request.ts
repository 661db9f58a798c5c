import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../database/database.ts';
import { inOrg, type Transaction } from '../../database/transaction.ts';
import { recordWhatIsLeft } from '../offboarding/record-what-is-left.ts';
import { chooseRunner } from './choose-runner.ts';
import { type ChunkResult, endsRequest, type RunningRequest } from './chunk-runner.ts';
import { finishCancelled } from './finish-cancelled.ts';
import { type Chunk, finishChunk, takeChunk } from './request-chunk-store.ts';
import { collectDetails, countOutcomes, encodeOutcomes, type RowResult } from './request-rules.ts';
import {
  endEarly,
  enqueueUnlessEnded,
  findRunnable,
  finishWhenComplete,
  markRunning,
} from './request-store.ts';
import { holdRunning } from './state-store.ts';

/** While one lane waits for the database, the other decides. */
const mostLanes = 2;
/** For how many times as long as a chunk took a lane then leaves the machine to those who wait; after the first, never. */
const courtesy = 2;

export interface RunOptions {
  /** Ends the run after the chunks in hand. */
  stopping?: AbortSignal;
  /** Whether somebody waits for an answer, who goes before the next chunk. */
  yieldsTo?: (() => boolean) | undefined;
}

/**
 * Runs an accepted request to its end, chunk by chunk. A chunk's changes, its outcomes and its place among
 * what is done commit together, so a crash at any moment neither loses nor repeats a row, and running a
 * request twice, or by two workers at once, does no harm. Told to stop, it ends after the chunks in hand.
 * One that was cancelled, but by a process that died before it could end it, ends.
 */
export async function runRequest(
  database: Database,
  orgId: number,
  requestId: number,
  { stopping, yieldsTo }: RunOptions = {},
): Promise<void> {
  const found = await inOrg(database, orgId, async (tx) => {
    markRunning(tx, orgId, requestId);
    return findRunnable(tx, orgId, requestId);
  });
  if (!found) return finishCancelled(database, orgId, requestId);
  const request = { ...found, requestId };
  if (request.onFailure === 'all-or-nothing') return runAtOnce(database, orgId, request);
  const lanes = Array.from({ length: runsInOrder(request) ? 1 : mostLanes }, async () => {
    let goesOn = true; // each turn is one chunk in one transaction
    for (let turn = 1; goesOn && !stopping?.aborted; turn += 1) {
      const beganAt = performance.now();
      goesOn = await inOrg(database, orgId, (tx) => runNextChunk(tx, orgId, request));
      if (goesOn && turn > 1 && yieldsTo?.()) await pause((performance.now() - beganAt) * courtesy, stopping);
    }
  });
  await Promise.all(lanes);
  await inOrg(database, orgId, async (tx) => {
    await finish(tx, orgId, request);
    enqueueUnlessEnded(tx, orgId, requestId);
  });
}

async function pause(ms: number, stopping: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, stopping ? { signal: stopping } : {}).catch(() => undefined);
}

/**
 * Where a row may end the request, the rows after it are those that follow it. An offboarding ends the account
 * before anything moves away from it, and its undo brings the account back before anything returns to it.
 */
function runsInOrder({ onFailure, onDrift, subjects }: RunningRequest): boolean {
  return onFailure === 'stop' || onDrift === 'stop' || subjects === 'parts';
}

async function finish(tx: Transaction, orgId: number, request: RunningRequest): Promise<void> {
  finishWhenComplete(tx, orgId, request.requestId);
  if (request.kind === 'offboard') await recordWhatIsLeft(tx, orgId, request);
}

async function finishEarly(tx: Transaction, orgId: number, request: RunningRequest): Promise<void> {
  endEarly(tx, orgId, request.requestId);
  if (request.kind === 'offboard') await recordWhatIsLeft(tx, orgId, request);
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
async function runAtOnce(database: Database, orgId: number, request: RunningRequest): Promise<void> {
  try {
    await inOrg(database, orgId, async (tx) => {
      if (!(await holdRunning(tx, orgId, request.requestId))) return;
      while (await runNextChunk(tx, orgId, request)) {
        // Chunk after chunk, in this one transaction.
      }
      await finish(tx, orgId, request);
    });
  } catch (error) {
    if (!(error instanceof NothingHappened)) throw error;
    await inOrg(database, orgId, (tx) => recordFailedRows(tx, orgId, request, error));
  }
}

async function recordFailedRows(
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  { chunk, results }: NothingHappened,
): Promise<void> {
  const isFailed = ({ outcome }: RowResult) => outcome === 'failed';
  finishChunk(tx, orgId, {
    requestId: request.requestId,
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
  await finishEarly(tx, orgId, request);
}

/** True where there was a chunk to run, and the request goes on after it. */
async function runNextChunk(tx: Transaction, orgId: number, request: RunningRequest): Promise<boolean> {
  const { requestId } = request;
  const chunk = await takeChunk(tx, orgId, requestId, { inOrder: runsInOrder(request) });
  // Looked at after the chunk, which may have been waited for: whoever had it may have ended the request.
  const found = chunk && (await findRunnable(tx, orgId, requestId));
  const run = found && chooseRunner(found, chunk);
  if (!run) return false;
  const { results, subjects, revisions, ...ran } = await run(tx, orgId, { ...found, requestId }, chunk);
  const endedEarly = ran.endsRequest || results.some((result) => endsRequest(result, request));
  if (request.onFailure === 'all-or-nothing' && results.some(({ outcome }) => outcome === 'failed')) {
    throw new NothingHappened(chunk, results);
  }
  finishChunk(tx, orgId, {
    requestId,
    chunkNo: chunk.chunkNo,
    subjects: subjects ?? chunk.subjects,
    revisions,
    outcomes: encodeOutcomes(results, chunk.subjects.length),
    details: collectDetails(results),
    counts: countOutcomes(results),
  });
  if (endedEarly) await finishEarly(tx, orgId, request);
  return !endedEarly;
}
