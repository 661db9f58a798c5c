import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../../database/database.ts';
import { isHeldUp } from '../../../database/held-up.ts';
import { refreshOutgrownStatistics } from '../../../database/refresh-statistics.ts';
import { inOrg, type Transaction } from '../../../database/transaction.ts';
import type { RunningRequest } from '../../ledger/chunk-runner.ts';
import { enqueueUnlessEnded, findRunnable, markRunning } from '../../ledger/request-store.ts';
import { finishCancelled } from './finish-cancelled.ts';
import { finish } from './finish-request.ts';
import { runAtOnce } from './run-at-once.ts';
import { beginRequest, runNextChunk, runsInOrder } from './run-next-chunk.ts';

/** While one lane waits for the database, the other decides. */
const mostLanes = 2;
/** A request that is held up here and there goes on; one that is held up everywhere leaves its place to others. */
const mostHeldUp = 8;
/** For how many times as long as a chunk took a lane then leaves the machine to those who wait; after the first, never. */
const courtesy = 2;

export interface RunOptions {
  /** Ends the run after the chunks in hand. */
  stopping?: AbortSignal;
  /** Whether somebody waits for an answer, who goes before the next chunk. */
  yieldsTo?: (() => boolean) | undefined;
  /** Told after every chunk, whatever became of it. */
  onProgress?: () => void;
}

/**
 * Runs an accepted request to its end, chunk by chunk. A chunk's changes, its outcomes and its place among
 * what is done commit together, so a crash at any moment neither loses nor repeats a row, and running a
 * request twice, or by two workers at once, does no harm. Told to stop, it ends after the chunks in hand.
 * One that was cancelled, but by a process that died before it could end it, ends. A chunk that somebody else's lock
 * holds up is left for another run, and the others go on; false where there was one.
 */
export async function runRequest(
  database: Database,
  orgId: number,
  requestId: number,
  { stopping, yieldsTo, onProgress = () => {} }: RunOptions = {},
): Promise<boolean> {
  const found = await inOrg(database, orgId, async (tx) => {
    markRunning(tx, orgId, requestId);
    return findRunnable(tx, orgId, requestId);
  });
  if (!found) {
    await finishCancelled(database, orgId, requestId);
    return true;
  }
  const request = { ...found, requestId };
  if (request.onFailure === 'all-or-nothing') {
    await runAtOnce(database, orgId, request, onProgress);
    await refreshOutgrownStatistics(database, orgId);
    return true;
  }
  const heldUp: number[] = [];
  if (!(await beginUnlessHeldUp(database, orgId, request))) return false;
  const lanes = Array.from({ length: runsInOrder(request) ? 1 : mostLanes }, async () => {
    let goesOn = true; // each turn is one chunk in one transaction
    for (let turn = 1; goesOn && !stopping?.aborted; turn += 1) {
      const beganAt = performance.now();
      goesOn = await runUnlessHeldUp(database, orgId, request, heldUp);
      onProgress();
      if (goesOn && turn > 1 && yieldsTo?.()) await pause((performance.now() - beganAt) * courtesy, stopping);
    }
  });
  await Promise.all(lanes);
  await inOrg(database, orgId, async (tx) => {
    await finish(tx, orgId, request);
    enqueueUnlessEnded(tx, orgId, requestId);
  });
  await refreshOutgrownStatistics(database, orgId);
  return heldUp.length === 0;
}

/** False where somebody else's lock holds up the very beginning: another run begins. One that ends there is done. */
async function beginUnlessHeldUp(
  database: Database,
  orgId: number,
  request: RunningRequest,
): Promise<boolean> {
  if (request.ending === null) return true;
  try {
    await inOrg(database, orgId, async (tx) => {
      waitBriefly(tx);
      return beginRequest(tx, orgId, request);
    });
    return true;
  } catch (error) {
    if (!isHeldUp(error)) throw error;
    await inOrg(database, orgId, async (tx) => enqueueUnlessEnded(tx, orgId, request.requestId));
    return false;
  }
}

/** Whether the request goes on. A chunk that is held up is noted among those that this run leaves alone. */
async function runUnlessHeldUp(
  database: Database,
  orgId: number,
  request: RunningRequest,
  heldUp: number[],
): Promise<boolean> {
  const taking = { leaves: [...heldUp], taken: 0 };
  try {
    const ran = await inOrg(database, orgId, (tx) => {
      waitBriefly(tx);
      return runNextChunk(tx, orgId, request, taking);
    });
    return ran?.goesOn ?? false;
  } catch (error) {
    if (!isHeldUp(error)) throw error;
    heldUp.push(taking.taken);
    return !runsInOrder(request) && heldUp.length < mostHeldUp;
  }
}

/** Not as long as a request that is all or nothing, which has more to do again. */
function waitBriefly(tx: Transaction): void {
  tx.write({
    name: 'wait-briefly',
    text: `select set_config('lock_timeout', '1s', true)`,
    values: [],
  });
}

async function pause(ms: number, stopping: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, stopping ? { signal: stopping } : {}).catch(() => undefined);
}
