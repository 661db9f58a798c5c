import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { finishCancelled } from './finish-cancelled.ts';
import { finish } from './finish-request.ts';
import { enqueueUnlessEnded, findRunnable, markRunning } from './request-store.ts';
import { runAtOnce } from './run-at-once.ts';
import { runNextChunk, runsInOrder } from './run-next-chunk.ts';

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
      const ran = await inOrg(database, orgId, (tx) => runNextChunk(tx, orgId, request));
      goesOn = ran?.goesOn ?? false;
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
