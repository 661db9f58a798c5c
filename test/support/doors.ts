// Two ways to the same product: over HTTP with its worker beside it, or within this process, which costs half as much.

import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { closeDatabase, type Database, openDatabase } from '../../src/database/database.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import { buildApp } from './build-app.ts';
import { type Answer, type Call, callServer } from './call-server.ts';
import { serveProgram } from './serve-program.ts';

export interface Door {
  database: Database;
  call(call: Call): Promise<Pick<Answer, 'status' | 'text'>>;
  /** Until a request has come to its end. */
  finish(orgId: number, requestId: number): Promise<void>;
  close(): Promise<void>;
}

const patienceMs = 60_000;
const pauseMs = 4;

/** The program itself, on an empty database. */
export async function openServed(url: string): Promise<Door> {
  await waitForNoDisk(url);
  const server = await serveProgram(['--database-url', url, '--log-level', 'warn']);
  const database = open(url);
  return {
    database,
    call: (call) => callServer(server.address, call),
    finish: async (orgId, requestId) => {
      const deadline = performance.now() + patienceMs;
      while (!(await hasEnded(database, orgId, requestId))) {
        if (performance.now() > deadline) throw new Error(`Request ${requestId} has not ended in time.`);
        await delay(pauseMs);
      }
    },
    close: async () => {
      await closeDatabase(database);
      await server.stop();
    },
  };
}

/** Its server without a port, on a migrated database, and its requests run here. */
export async function openInside(url: string): Promise<Door> {
  await waitForNoDisk(url);
  const database = open(url);
  const app = await buildApp(database, undefined, { hasTurns: false });
  return {
    database,
    call: async ({ method = 'GET', path, headers = {}, body }) => {
      const ask = { url: path, headers, ...(body === undefined ? {} : { payload: body }) };
      const { statusCode, body: text } = await app.inject({ ...ask, method: toMethod(method) });
      return { status: statusCode, text };
    },
    finish: async (orgId, requestId) => {
      await runRequest(database, orgId, requestId);
    },
    close: async () => {
      await app.close();
      await closeDatabase(database);
    },
  };
}

function open(url: string): Database {
  return openDatabase({ url, connections: 8, plannedFor: 'singles', onTrouble: () => {} });
}

function toMethod(method: string): 'GET' | 'POST' | 'PUT' {
  return method === 'POST' || method === 'PUT' ? method : 'GET';
}

/** Seen in the database, for to ask again and again by a call costs more. */
async function hasEnded(database: Database, orgId: number, requestId: number): Promise<boolean> {
  const rows = await readInOrg(database, orgId, (tx) =>
    tx.read({
      name: 'has-ended',
      text: 'select from request where org_id = $1 and request_id = $2 and finished_at is not null',
      values: [orgId, requestId],
    }),
  );
  return rows.length > 0;
}

/** No commit waits for the disk: here the rules are judged, and what a crash leaves is another test's. */
async function waitForNoDisk(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`alter database ${new URL(url).pathname.slice(1)} set synchronous_commit = off`);
  await client.end();
}
