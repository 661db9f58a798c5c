// Clients that ask for requests of thousands of leads and for undos, and do not rest until each has been answered.

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { callServer, postJson, readJson } from '../support/call-server.ts';
import type { Load, LoadWorld } from '../support/load.ts';

/** Requests of many rows that were answered, so must be there, once, and end. */
export interface BulkLoad {
  accepted: { requestId: number; key: string }[];
  /** What no client ought to be told. */
  wrong: string[];
  stop(): Promise<void>;
}

const breathMs = 100;
const failures = ['continue', 'continue', 'all-or-nothing', 'stop'] as const;

/** `load` tells where the server is by now. */
export function startBulks(
  load: Load,
  world: LoadWorld,
  { clients, random }: { clients: number; random: () => number },
): BulkLoad {
  let isStopping = false;
  const bulks: BulkLoad = {
    accepted: [],
    wrong: [],
    stop: async () => {
      isStopping = true;
      await Promise.all(running);
    },
  };
  const calls: Calls = { load, world, bulks, isStopping: () => isStopping };
  const client = async () => {
    while (!isStopping) await changeManyAndBack(calls, random);
  };
  const running = Array.from({ length: clients }, client);
  return bulks;
}

interface Calls {
  load: Load;
  world: LoadWorld;
  bulks: BulkLoad;
  isStopping(): boolean;
}

/** Gives everything to somebody, and takes every other such request back. */
async function changeManyAndBack(calls: Calls, random: () => number): Promise<void> {
  const { userIds } = calls.world;
  const userId = userIds[Math.floor(random() * userIds.length)];
  const body = {
    kind: 'reassign',
    selection: {},
    to: { user: { userId } },
    others: random() < 0.5 ? 'same-role' : 'keep',
    onFailure: failures[Math.floor(random() * failures.length)],
    onDrift: random() < 0.5 ? 'skip' : 'overwrite',
  };
  const requestId = await ask(calls, '/api/v1/requests', body);
  if (requestId === undefined || !(await hasEnded(calls, requestId)) || random() < 0.5) return;
  const undoId = await ask(calls, `/api/v1/requests/${requestId}/undo`);
  if (undoId !== undefined) await hasEnded(calls, undoId);
}

/** Asks with one key until there is an answer; undefined where the answer is a no, or the clients stop before one. */
async function ask(
  { load, world, bulks, isStopping }: Calls,
  path: string,
  body?: object,
): Promise<number | undefined> {
  const key = randomUUID();
  const call = body
    ? postJson(path, { ...world.headers, 'idempotency-key': key }, body)
    : { method: 'POST', path, headers: { ...world.headers, 'idempotency-key': key } };
  while (!isStopping()) {
    const answer = await callServer(load.address, call).catch(() => undefined);
    if (answer?.status === 202) {
      const { requestId } = readJson<{ requestId: number }>(answer);
      bulks.accepted.push({ requestId, key });
      return requestId;
    }
    if (answer?.status === 409 && answer.text.includes('nothing-to-undo')) return undefined;
    if (answer && answer.status !== 503) bulks.wrong.push(`${answer.status} ${answer.text}`);
    await delay(breathMs);
  }
  return undefined;
}

async function hasEnded({ load, world, isStopping }: Calls, requestId: number): Promise<boolean> {
  const call = { path: `/api/v1/requests/${requestId}`, headers: world.headers };
  while (!isStopping()) {
    const answer = await callServer(load.address, call).catch(() => undefined);
    if (answer?.status === 200 && readJson<{ finishedAt: string | null }>(answer).finishedAt !== null)
      return true;
    await delay(breathMs);
  }
  return false;
}
