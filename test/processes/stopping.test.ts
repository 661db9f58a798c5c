// A stop is a stop: whoever is told to end ends in time, takes PostgreSQL along, and its exit code says what happened.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import fastify from 'fastify';
import { closeDatabase, openDatabase } from '../../src/database/database.ts';
import { answerRefusal } from '../../src/http/answer-errors.ts';
import { cutSlowBodies } from '../../src/http/slow-bodies.ts';
import { aBusyOrganisation } from '../support/a-busy-organisation.ts';
import { callServer, postJson, readJson } from '../support/call-server.ts';
import { aDataFolder } from '../support/data-folder.ts';
import type { LoadWorld } from '../support/load.ts';
import { serveProgram } from '../support/serve-program.ts';
import { until } from '../support/until.ts';

const mostStoppingMs = 10_000;

async function openSocket(address: string): Promise<Socket> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  return socket;
}

function linesOf(headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `host: baton\r\n${lines.join('')}`;
}

/** A sender who begins a body of a megabyte and never ends it; what comes back is in `answer`. */
async function beginBody(address: string, { headers }: Pick<LoadWorld, 'headers'>, path: string) {
  const socket = await openSocket(address);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.write(
    `POST ${path} HTTP/1.1\r\n${linesOf(headers)}content-type: application/json\r\n` +
      'content-length: 1000000\r\n\r\n{"ApplicationId":',
  );
  return { socket, answer: () => Buffer.concat(chunks).toString() };
}

async function aServedFolder(t: { after(work: () => Promise<void>): void }, leads = 5) {
  const folder = await aDataFolder();
  const server = await serveProgram(['--data-dir', folder.path, '--log-level', 'warn']);
  t.after(async () => {
    await server.kill();
    await folder.remove();
  });
  const url = await folder.findUrl();
  const database = openDatabase({ url, connections: 4, plannedFor: 'singles', onTrouble: () => {} });
  const world = await aBusyOrganisation(database, { orgId: 6, leads });
  await closeDatabase(database);
  return { folder, server, world };
}

test('a body that never ends: its sender is told, and the stop is in time and in order', async (t) => {
  const { folder, server, world } = await aServedFolder(t);
  const path = '/api/v2/pub/application/reassign?orgId=6';
  const { answer } = await beginBody(server.address, world, path);
  await delay(300);
  const beganAt = performance.now();
  const [code] = await Promise.all([server.stop(), server.process.kill('SIGINT')]);
  assert.equal(code, 0, server.output());
  assert.ok(performance.now() - beganAt < mostStoppingMs);
  assert.match(answer(), /^HTTP\/1\.1 503 [\s\S]*"StatusCode":2[\s\S]*send it again/);
  await assert.rejects(folder.findUrl(), /No PostgreSQL runs/);
});

test('a call that cannot be answered in time is cut, PostgreSQL ends all the same, and the exit code tells', async (t) => {
  const { folder, server, world } = await aServedFolder(t, 60_000);
  const body = { kind: 'reassign', selection: {}, to: { user: { userId: world.userIds[0] } } };
  const plan = await callServer(server.address, postJson('/api/v1/requests?plan=true', world.headers, body));
  const { requestId } = readJson<{ requestId: number }>(plan);
  // Nobody takes the rows, so they cannot be sent to their end.
  const socket = await openSocket(server.address);
  socket.write(`GET /api/v1/requests/${requestId}/rows.ndjson HTTP/1.1\r\n${linesOf(world.headers)}\r\n`);
  await delay(1_000);
  const beganAt = performance.now();
  assert.equal(await server.stop(), 1, server.output());
  assert.ok(performance.now() - beganAt < mostStoppingMs + 500);
  assert.match(server.output(), /"cut":\["calls"/);
  socket.destroy();
  await assert.rejects(folder.findUrl(), /No PostgreSQL runs/);
});

test('Ctrl-C on npm start, which reaches every process of the group, ends all of them and PostgreSQL', async (t) => {
  const folder = await aDataFolder({ isNew: true });
  t.after(() => folder.remove());
  const env = { ...process.env, BATON_DATA_DIR: folder.path, BATON_PORT: '0', BATON_SAMPLE: 'false' };
  const root = new URL('../..', import.meta.url).pathname;
  const started = spawn('npm', ['start'], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const exited = once(started, 'exit');
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: started.stdout }).on(
      'line',
      (line) => line.startsWith('Baton is ready') && resolve(),
    );
    started.once('exit', (code) => reject(new Error(`npm start ended with ${code} before it was ready.`)));
  });
  process.kill(-(started.pid ?? 0), 'SIGINT');
  await exited;
  const isGone = async () => (await folder.findUrl().catch(() => undefined)) === undefined;
  await until('PostgreSQL is gone', isGone, { patienceMs: mostStoppingMs });
});

test('a body that comes too slowly is cut, and one that comes fast enough is not, however long it takes', async (t) => {
  const app = fastify();
  t.after(() => app.close());
  cutSlowBodies(app, answerRefusal, { patienceMs: 1_500, leastBytesPerMs: 1 });
  app.post('/api/v1/requests', async () => ({ isTaken: true }));
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  const slow = await beginBody(address, { headers: {} }, '/api/v1/requests');
  const fast = await beginBody(address, { headers: {} }, '/api/v1/requests');
  trickle(slow.socket, 10);
  trickle(fast.socket, 1_000);
  await until('the slow one is told', () => slow.answer().includes('body-too-slow'));
  assert.match(slow.answer(), /^HTTP\/1\.1 408 /);
  await until('and cut', () => slow.socket.closed);
  await delay(1_500);
  assert.equal(fast.answer(), '', 'the fast one goes on');
  fast.socket.destroy();
});

/** Ten times a second until the connection ends. */
function trickle(socket: Socket, bytes: number): void {
  const timer = setInterval(() => socket.write(' '.repeat(bytes)), 100);
  socket.on('close', () => clearInterval(timer));
}
