import type { Task } from 'graphile-worker';
import type { Logger } from 'pino';
import { enqueueUnlessEnded } from '../core/ledger/request-store.ts';
import { type RunOptions, runRequest } from '../core/requests/run/run-request.ts';
import { type Database, forLanes } from '../database/database.ts';
import { isHeldUp } from '../database/held-up.ts';
import { inOrg } from '../database/transaction.ts';
import type { JobsInHand } from './jobs-in-hand.ts';

interface Job {
  orgId: number;
  requestId: number;
}

const longestPauseS = 60;

/**
 * Runs requests. One that is enqueued again while it runs here is left to the job that runs it. One that somebody
 * else's lock holds up leaves its place to others and comes back, after longer and longer pauses.
 */
export function openJobs(
  database: Database,
  log: Logger,
  { inHand, ...options }: RunOptions & { inHand: JobsInHand },
): Task {
  const heldUp = new Map<number, number>();
  return async (payload) => {
    const job = readPayload(payload);
    const { requestId } = job;
    if (!inHand.take(requestId)) return;
    const onProgress = () => inHand.noteProgress(requestId);
    try {
      if (await runUnlessHeldUp(forLanes(database), job, { ...options, onProgress }))
        heldUp.delete(requestId);
      else await putOff(database, log, job, noteTimes(heldUp, requestId));
    } finally {
      inHand.leave(requestId);
    }
  };
}

async function runUnlessHeldUp(database: Database, job: Job, options: RunOptions): Promise<boolean> {
  try {
    return await runRequest(database, job.orgId, job.requestId, options);
  } catch (error) {
    if (isHeldUp(error)) return false;
    throw error;
  }
}

function noteTimes(heldUp: Map<number, number>, requestId: number): number {
  const times = (heldUp.get(requestId) ?? 0) + 1;
  heldUp.set(requestId, times);
  return times;
}

async function putOff(
  database: Database,
  log: Logger,
  { orgId, requestId }: Job,
  times: number,
): Promise<void> {
  const againInS = Math.min(2 ** (times - 1), longestPauseS);
  log.warn({ orgId, requestId, againInS }, 'a request waits for what another transaction holds');
  await inOrg(database, orgId, async (tx) => enqueueUnlessEnded(tx, orgId, requestId, againInS));
}

function readPayload(payload: unknown): Job {
  if (typeof payload === 'object' && payload !== null && 'orgId' in payload && 'requestId' in payload) {
    return { orgId: Number(payload.orgId), requestId: Number(payload.requestId) };
  }
  throw new Error('A run-request job must name its organisation and its request.');
}
