// What Baton says of itself while it cannot keep what it is sent, as an operator sees it.

import assert from 'node:assert/strict';
import { readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { closeDatabase, openDatabase } from '../../src/database/database.ts';
import { aBusyOrganisation } from '../support/a-busy-organisation.ts';
import { type Answer, callServer, postJson, readJson } from '../support/call-server.ts';
import { aDataFolder, type TestDataFolder } from '../support/data-folder.ts';
import { assertErrorInDialect } from '../support/dialects.ts';
import type { LoadWorld } from '../support/load.ts';
import { runProgram } from '../support/run-program.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { until } from '../support/until.ts';
import { findFreePort } from '../support/wire.ts';

const orgId = 6;
/** A machine that runs all tests at once takes its time to make a database. */
const patienceMs = 90_000;

let folder: TestDataFolder;
let server: ServedProgram;
let world: LoadWorld;

before(async () => {
  folder = await aDataFolder();
  server = await serveProgram(['--data-dir', folder.path, '--log-level', 'info']);
  const database = openDatabase({
    url: await folder.findUrl(),
    connections: 4,
    plannedFor: 'singles',
    onTrouble: () => {},
  });
  world = await aBusyOrganisation(database, { orgId, leads: 50 });
  await closeDatabase(database);
});
after(async () => {
  await server.kill();
  await folder.remove();
});

async function askReady(): Promise<{ status: number; reason?: string }> {
  const answer = await callServer(server.address, { path: '/readyz' });
  return { ...readJson<{ reason?: string }>(answer), status: answer.status };
}

function plan(): Promise<Answer> {
  const body = { kind: 'reassign', leads: world.leadIds, to: { user: { userId: world.userIds[0] } } };
  return callServer(server.address, postJson('/api/v1/requests?plan=true', world.headers, body));
}

function reassign(): Promise<Answer> {
  const body = { ApplicationId: world.leadIds[0], PrimaryAgent: { UserId: world.userIds[0] } };
  const path = `/api/v2/pub/application/reassign?orgId=${orgId}`;
  return callServer(server.address, postJson(path, world.headers, body));
}

async function assertNotReady(reason: RegExp): Promise<void> {
  let latest = '';
  const isSaid = async () => {
    const { status, reason: said = '' } = await askReady();
    latest = `${status} ${said}`;
    return status === 503 && reason.test(said);
  };
  await until('it is not ready, and says why', isSaid, { patienceMs, describe: () => latest });
  const isLogged = () => {
    const line = server
      .output()
      .split('\n')
      .findLast((each) => each.includes('"not ready"'));
    return reason.test(line ?? '');
  };
  await until('the log says it, too', isLogged, { describe: () => server.output() });
}

async function assertReadyAgain(): Promise<void> {
  await until('it is ready again', async () => (await askReady()).status === 200);
  assert.equal((await plan()).status, 201);
}

/** Runs statements on the server's own PostgreSQL, each by itself. */
async function onServer(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: await folder.findUrl() });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

test('a server that only reads: not ready, plans and singles are told 503, and one log line says why', async () => {
  await onServer('alter system set default_transaction_read_only = on', 'select pg_reload_conf()');
  await assertNotReady(/takes no writes/);
  for (const [path, answer] of [
    ['/api/v1/requests', await plan()],
    ['/api/v1/requests', await plan()],
    ['/api/v2/pub/application/reassign', await reassign()],
  ] as const) {
    assert.equal(answer.status, 503, answer.text);
    assert.match(String(answer.headers['retry-after']), /^\d+$/);
    assertErrorInDialect(path, answer);
  }
  const listLines = () =>
    server
      .output()
      .split('\n')
      .filter((line) => line.includes('answered with 503'));
  await until('a line says why', () => listLines().length > 0);
  const lines = listLines();
  assert.equal(lines.length, 1, lines.join('\n'));
  assert.match(lines[0] ?? '', /read-only transaction/);
  await onServer(
    'set default_transaction_read_only = off',
    'alter system reset default_transaction_read_only',
    'select pg_reload_conf()',
  );
  await assertReadyAgain();
});

test('a data folder that is gone: not ready at once, and ready again once it is back', async () => {
  const cluster = join(folder.path, 'postgres');
  await rename(cluster, `${cluster}-away`);
  await assertNotReady(/data folder/);
  await rename(`${cluster}-away`, cluster);
  await assertReadyAgain();
});

test('PostgreSQL killed with its folder gone: no new database takes its place, and with the folder it goes on', async () => {
  const cluster = join(folder.path, 'postgres');
  const [pid = ''] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  await rename(cluster, `${cluster}-away`);
  process.kill(Number(pid), 'SIGKILL');
  await until('it is said', () => server.output().includes('makes no new one in its place'), { patienceMs });
  await rm(cluster, { recursive: true, force: true });
  await rename(`${cluster}-away`, cluster);
  await until('it serves again', async () => (await askReady().catch(() => undefined))?.status === 200, {
    patienceMs,
  });
  assert.equal((await plan()).status, 201);
});

test('an older Baton refuses a newer schema, and changes nothing', async (t) => {
  const db = await createTestDatabase();
  t.after(() => db.drop());
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  await client.query(`insert into baton.migration (name) values ('9999-of-a-newer-version.sql')`);
  await client.end();
  const started = await runProgram(['serve', '--port', '0', '--database-url', db.url]);
  assert.equal(started.code, 3);
  assert.match(started.complaint, /newer Baton.*9999-of-a-newer-version\.sql.*Start the newer version/);
  const keys = await runProgram(['keys', 'list', '--org', '6', '--database-url', db.url]);
  assert.match(keys.complaint, /newer Baton/);
});

test('it is not ready before the sample is there', async (t) => {
  const fresh = await aDataFolder({ isNew: true });
  t.after(() => fresh.remove());
  const port = String(await findFreePort());
  const starting = serveProgram(['--port', port, '--data-dir', fresh.path, '--sample', 'true']);
  const address = `http://127.0.0.1:${port}`;
  await until(
    'it is ready',
    async () => {
      return (await callServer(address, { path: '/readyz' }).catch(() => undefined))?.status === 200;
    },
    { patienceMs },
  );
  const client = new pg.Client({ connectionString: await fresh.findUrl() });
  await client.connect();
  const { rows } = await client.query('select count(*)::integer as leads from baton.lead where org_id = 1');
  await client.end();
  assert.equal(rows[0]?.leads, 20_000);
  assert.equal(await (await starting).stop(), 0);
});
