// How Baton starts, stops and bears trouble, as an operator sees it.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { closeDatabase, type Database, openDatabase } from '../../src/database/database.ts';
import { aBusyOrganisation } from '../support/a-busy-organisation.ts';
import { findLostReassignments, findUnfinishedRequests } from '../support/acknowledged-changes.ts';
import { type Answer, callServer, postJson, readJson } from '../support/call-server.ts';
import { aDataFolder, type TestDataFolder } from '../support/data-folder.ts';
import { assertErrorInDialect } from '../support/dialects.ts';
import { type LoadWorld, startLoad } from '../support/load.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { runProgram } from '../support/run-program.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { until } from '../support/until.ts';
import { aWire, findFreePort } from '../support/wire.ts';

const orgId = 6;
const mostStoppingMs = 10_000;

let db: TestDatabase;
let world: LoadWorld;

before(async () => {
  db = await createTestDatabase();
  world = await aBusyOrganisation(db.database, { orgId, leads: 20 });
});
after(() => db.drop());

async function statusOf(address: string, path: string): Promise<number> {
  const answer = await callServer(address, { path }).catch(() => undefined);
  return answer?.status ?? 0;
}

function changeManagers(address: string, people: LoadWorld): Promise<Answer> {
  const rows = [{ UserId: people.guids.at(-1), ManagerId: people.guids[Math.floor(Math.random() * 9)] }];
  return callServer(
    address,
    postJson('/v2/UserManagement.svc/UpdateReportingManagerInBulk', people.headers, rows),
  );
}

function reassign(address: string, people: LoadWorld): Promise<Answer> {
  const body = { ApplicationId: people.leadIds[0], PrimaryAgent: { UserId: people.userIds[0] } };
  const path = `/api/v2/pub/application/reassign?orgId=${people.orgId}`;
  return callServer(address, postJson(path, people.headers, body));
}

async function stateOf(address: string, requestId: string): Promise<string> {
  const answer = await callServer(address, { path: `/api/v1/requests/${requestId}`, headers: world.headers });
  return readJson<{ state: string }>(answer).state;
}

async function onFolder<Result>(
  folder: TestDataFolder,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const url = await folder.findUrl();
  const database = openDatabase({ url, connections: 4, plannedFor: 'singles', onTrouble: () => {} });
  try {
    return await work(database);
  } finally {
    await closeDatabase(database);
  }
}

test('SIGTERM under load: it exits 0 in time with its PostgreSQL, and all it acknowledged is there', async (t) => {
  const folder = await aDataFolder();
  const flags = ['--data-dir', folder.path, '--log-level', 'warn'];
  let server = await serveProgram(flags);
  t.after(async () => {
    await server.kill();
    await folder.remove();
  });
  const people = await onFolder(folder, (database) => aBusyOrganisation(database, { orgId, leads: 20 }));

  const second = await runProgram(['serve', '--port', '0', ...flags]);
  assert.equal(second.code, 3);
  assert.ok(
    second.complaint.includes(`Another Baton (process ${server.process.pid}) is serving`),
    second.complaint,
  );
  assert.ok(
    second.complaint.includes(folder.path) && !second.complaint.includes('    at '),
    second.complaint,
  );

  const load = startLoad(server.address, people, { reassigning: 16, changingManagers: 2 });
  t.after(() => load.stop());
  await until('the clients are at work', () => load.acknowledged.length > 100 && load.accepted.length > 5);
  const beganAt = performance.now();
  assert.equal(await server.stop(), 0, server.output());
  assert.ok(performance.now() - beganAt < mostStoppingMs);
  await load.stop();
  await assert.rejects(folder.findUrl(), /No PostgreSQL runs/);

  server = await serveProgram(flags);
  await onFolder(folder, async (database) => {
    await until('every accepted request is done', async () => {
      return (await findUnfinishedRequests(database, orgId, load.accepted)).length === 0;
    });
    assert.deepEqual(await findLostReassignments(database, orgId, load.acknowledged), []);
    assert.deepEqual(await findBreaches(database, orgId), []);
  });
});

test('SIGTERM: a call that is on its way is answered, and whoever only watches is let go', async () => {
  const server = await serveProgram(['--database-url', db.url, '--log-level', 'warn']);
  const planned = await callServer(
    server.address,
    postJson('/api/v1/requests?plan=true', world.headers, {
      kind: 'reassign',
      leads: world.leadIds.slice(0, 1),
      to: { user: { userId: world.userIds[3] } },
    }),
  );
  const { requestId } = readJson<{ requestId: number }>(planned);
  const watching = callServer(server.address, {
    path: `/api/v1/requests/${requestId}/events`,
    headers: world.headers,
  }).catch(() => undefined);
  await delay(200);
  // The lead is held, so the call cannot be answered before the server was told to stop.
  const holder = new pg.Client({ connectionString: db.url });
  await holder.connect();
  await holder.query('begin');
  await holder.query('select from baton.lead where org_id = $1 for update', [orgId]);
  const asked = reassign(server.address, world);
  await delay(200);
  const stopped = server.stop();
  await delay(300);
  await holder.query('commit');
  await holder.end();
  assert.equal(readJson<{ StatusCode: number }>(await asked).StatusCode, 1);
  const beganAt = performance.now();
  assert.equal(await stopped, 0, server.output());
  assert.ok(performance.now() - beganAt < 6_000, 'it waited for somebody who only watches');
  await watching;
});

test('while the database is away Baton lives, is not ready, and says when to try again; then it goes on', async (t) => {
  const wire = await aWire(db.url);
  t.after(() => wire.remove());
  const server = await serveProgram(['--database-url', wire.url, '--log-level', 'warn']);
  t.after(() => server.stop());
  const { address } = server;
  assert.equal(await statusOf(address, '/readyz'), 200);

  const work = startLoad(address, world, { reassigning: 4, changingManagers: 2 });
  t.after(() => work.stop());
  await until('the worker is at work', () => work.accepted.length > 5);
  await wire.cut();
  await until('it is not ready', async () => (await statusOf(address, '/readyz')) === 503);
  await work.stop();
  assert.equal(await statusOf(address, '/healthz'), 200);
  const list = callServer(address, { path: '/api/v1/users', headers: world.headers });
  const calls: [string, Answer][] = [
    ['/api/v2/pub/application/reassign', await reassign(address, world)],
    ['/v2/UserManagement.svc/UpdateReportingManagerInBulk', await changeManagers(address, world)],
    ['/api/v1/users', await list],
  ];
  for (const [path, answer] of calls) {
    assert.equal(answer.status, 503, answer.text);
    assert.match(String(answer.headers['retry-after']), /^\d+$/);
    assertErrorInDialect(path, answer);
  }

  await wire.mend();
  await until('it is ready again', async () => (await statusOf(address, '/readyz')) === 200);
  assert.equal(readJson<{ StatusCode: number }>(await reassign(address, world)).StatusCode, 1);
  const { WFAId } = readJson<{ WFAId: string }>(await changeManagers(address, world));
  await until('the worker takes requests again', async () => (await stateOf(address, WFAId)) === 'done');
  await until('what was accepted before is done', async () => {
    return (await findUnfinishedRequests(db.database, orgId, work.accepted)).length === 0;
  });
});

test('it listens at once, and is ready only when the database has its schema', async (t) => {
  const migrationLock = 7_246_851;
  const holder = new pg.Client({ connectionString: db.url });
  t.after(() => holder.end());
  await holder.connect();
  await holder.query('select pg_advisory_lock($1)', [migrationLock]);
  const address = `http://127.0.0.1:${await findFreePort()}`;
  const starting = serveProgram([...flagsOf(address), '--database-url', db.url, '--log-level', 'warn']);
  await until('it listens', async () => (await statusOf(address, '/healthz')) === 200);
  assert.equal(await statusOf(address, '/readyz'), 503);
  const early = await reassign(address, world);
  assert.equal(early.status, 503);
  assertErrorInDialect('/api/v2/pub/application/reassign', early);
  await holder.query('select pg_advisory_unlock($1)', [migrationLock]);
  const server = await starting;
  assert.equal(await statusOf(address, '/readyz'), 200);
  assert.equal(await server.stop(), 0);
});

function flagsOf(address: string): string[] {
  const { hostname, port } = new URL(address);
  return ['--host', hostname, '--port', port];
}

test('SIGTERM while it waits to start ends it in time', async (t) => {
  const holder = new pg.Client({ connectionString: db.url });
  t.after(() => holder.end());
  await holder.connect();
  await holder.query('select pg_advisory_lock(7246851)');
  const address = `http://127.0.0.1:${await findFreePort()}`;
  const { promise: spawned, resolve } = Promise.withResolvers<number>();
  const starting = runProgram(['serve', ...flagsOf(address), '--database-url', db.url], {}, resolve);
  await until('it listens', async () => (await statusOf(address, '/healthz')) === 200);
  const beganAt = performance.now();
  process.kill(await spawned, 'SIGTERM');
  const { code } = await starting;
  assert.equal(code, 0);
  assert.ok(performance.now() - beganAt < mostStoppingMs + 5_000);
});

test('a port that is taken is named, and nothing is left running', async (t) => {
  const server = await serveProgram(['--database-url', db.url]);
  t.after(() => server.stop());
  const { port } = new URL(server.address);
  const second = await runProgram(['serve', '--port', port, '--database-url', db.url]);
  assert.equal(second.code, 2);
  assert.match(second.complaint, new RegExp(`Port ${port} .* is taken. Choose another --port`));
});

test('an address and a folder that cannot be used are named together, and nothing is made', async () => {
  const root = await mkdtemp(join(tmpdir(), 'baton-wrong-'));
  try {
    const file = join(root, 'file');
    await writeFile(file, '');
    const wrong = await runProgram(['serve', '--host', '999.1.1.1', '--data-dir', join(file, 'data')]);
    assert.equal(wrong.code, 2, wrong.complaint);
    assert.match(
      wrong.complaint,
      /^--host 999\.1\.1\.1 is no address of this machine .* 0\.0\.0\.0 for all\.$/m,
    );
    assert.match(wrong.complaint, /^Cannot use the data folder .*EEXIST.* Choose another --data-dir\.$/m);
    const blank = await runProgram(['serve', '--host', ' ', '--data-dir', join(root, 'data')]);
    assert.equal(blank.code, 2);
    assert.match(blank.complaint, /^--host must be an address/);
    const elsewhere = await runProgram(['serve', '--host', '192.0.2.1', '--data-dir', join(root, 'data')]);
    assert.equal(elsewhere.code, 2);
    assert.deepEqual(await readdir(join(root, 'data')), [], 'no database was made');
    const made = await runProgram(['sample', '--data-dir', join(file, 'data')]);
    assert.equal(made.code, 2, made.complaint);
  } finally {
    await rm(root, { recursive: true });
  }
});

test('everything wrong with the configuration is said at once, by name, with exit code 2', async () => {
  const wrong = await runProgram(['serve', '--port', '70000', '--role', 'boss'], {
    DATABASE_URL: 'mysql://somewhere',
    BATON_SAMPLE: 'perhaps',
    BATON_LOG_LEVEL: 'loud',
  });
  assert.equal(wrong.code, 2);
  for (const name of ['--port', '--role', 'DATABASE_URL', 'BATON_SAMPLE', 'BATON_LOG_LEVEL']) {
    assert.match(wrong.complaint, new RegExp(`^${name} must be`, 'm'));
  }
  assert.equal(wrong.output, '');
  const unknown = await runProgram(['serve', '--prot', '1']);
  assert.equal(unknown.code, 2);
  assert.match(unknown.complaint, /--prot/);
});

test('an API and a worker in two processes do the work together', async (t) => {
  const serve = (role: string): Promise<ServedProgram> =>
    serveProgram([], { BATON_ROLE: role, DATABASE_URL: db.url, BATON_LOG_LEVEL: 'warn' });
  const api = await serve('api');
  t.after(() => api.stop());
  assert.equal(readJson<{ StatusCode: number }>(await reassign(api.address, world)).StatusCode, 1);
  const { WFAId } = readJson<{ WFAId: string }>(await changeManagers(api.address, world));
  await delay(300);
  assert.equal(await stateOf(api.address, WFAId), 'queued', 'an API alone runs no request');

  const worker = await serve('worker');
  t.after(() => worker.stop());
  await until('the worker has run it', async () => (await stateOf(api.address, WFAId)) === 'done');
  const statuses = ['/healthz', '/readyz', '/metrics', '/api/v1/users'].map((path) =>
    statusOf(worker.address, path),
  );
  assert.deepEqual(await Promise.all(statuses), [200, 200, 200, 404]);
});

test('two starters that race on an empty database both get ready, and the schema is made once', async (t) => {
  const empty = await createEmptyDatabase();
  const flags = ['--database-url', empty.url, '--log-level', 'warn'];
  const servers = await Promise.all([serveProgram(flags), serveProgram(flags), serveProgram(flags)]);
  t.after(() => empty.drop());
  assert.equal(new Set(servers.map((server) => server.address)).size, 3, 'port 0 is a port of its own');
  const client = new pg.Client({ connectionString: empty.url });
  await client.connect();
  const { rows } = await client.query(
    'select name, count(*)::integer as times from baton.migration group by name',
  );
  await client.end();
  assert.ok(rows.length > 0 && rows.every((row) => row.times === 1));
  for (const server of servers) assert.equal(await server.stop(), 0, server.output());
});
