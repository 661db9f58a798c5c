import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { closeDatabase, type Database, openDatabase } from '../src/database/database.ts';
import { aBusyOrganisation } from './support/a-busy-organisation.ts';
import { findLostReassignments, findUnfinishedRequests } from './support/acknowledged-changes.ts';
import { callServer, readJson } from './support/call-server.ts';
import { aDataFolder, type TestDataFolder } from './support/data-folder.ts';
import { type Load, type LoadWorld, startLoad } from './support/load.ts';
import { findBreaches } from './support/ownership-law.ts';
import { type ServedProgram, serveProgram } from './support/serve-program.ts';
import { until } from './support/until.ts';

const orgId = 3;
const rounds = 3;
const clients = { reassigning: 16, changingManagers: 2 };

let folder: TestDataFolder;
let server: ServedProgram;
let world: LoadWorld;
let load: Load;
/** Everything that callers were told since the folder was made. */
const told: Pick<Load, 'acknowledged' | 'accepted'> = { acknowledged: [], accepted: [] };

before(async () => {
  folder = await aDataFolder();
  server = await serve();
  world = await onDatabase((database) => aBusyOrganisation(database, { orgId, leads: 40 }));
});
beforeEach(async () => {
  if (server.process.exitCode !== null || server.process.signalCode !== null) server = await serve();
});
afterEach(() => load.stop());
after(async () => {
  await server.kill();
  await folder.remove();
});

function serve(): Promise<ServedProgram> {
  return serveProgram(['--data-dir', folder.path, '--log-level', 'warn']);
}

async function onDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = openDatabase({
    url: await folder.findUrl(),
    connections: 4,
    plannedFor: 'singles',
    onTrouble: () => {},
  });
  try {
    return await work(database);
  } finally {
    await closeDatabase(database);
  }
}

/** Waits for a moment that nobody chose, with the clients well at work. */
async function untilSomeMoment(): Promise<void> {
  await until('the clients are at work', () => load.acknowledged.length > 50 && load.accepted.length > 2);
  await delay(Math.random() * 500);
}

function describeLoad(): string {
  const { acknowledged, accepted, broken, refused } = load;
  const counts = { acknowledged: acknowledged.length, accepted: accepted.length, broken };
  return [JSON.stringify(counts), ...[...refused].map(String), server.output()].join('\n');
}

function remember(): void {
  told.acknowledged.push(...load.acknowledged);
  told.accepted.push(...load.accepted);
}

async function assertNothingLost(): Promise<void> {
  await onDatabase(async (database) => {
    await until('every accepted manager request is done', async () => {
      return (await findUnfinishedRequests(database, orgId, told.accepted)).length === 0;
    });
    assert.deepEqual(await findLostReassignments(database, orgId, told.acknowledged), []);
    assert.deepEqual(await findBreaches(database, orgId), []);
  });
  const { requestId, leadId } = told.acknowledged.at(-1) ?? assert.fail('nothing was acknowledged');
  const request = readJson<{ state: string; counts: { total: number; failed: number } }>(
    await get(`/api/v1/requests/${requestId}`),
  );
  assert.equal(request.state, 'done');
  assert.deepEqual([request.counts.total, request.counts.failed], [1, 0]);
  const rows = await get(`/api/v1/requests/${requestId}/rows`);
  assert.deepEqual(
    readJson<{ items: { leadId: number }[] }>(rows).items.map((row) => row.leadId),
    [leadId],
  );
}

async function get(path: string) {
  return callServer(server.address, { path, headers: world.headers });
}

for (let round = 1; round <= rounds; round += 1) {
  test(`Baton is killed under load, and nothing it said is lost (${round} of ${rounds})`, async () => {
    load = startLoad(server.address, world, clients);
    await untilSomeMoment();
    await server.kill();
    await load.stop();
    remember();
    server = await serve();
    await assertNothingLost();
  });

  test(`PostgreSQL is killed under load, and Baton recovers by itself (${round} of ${rounds})`, async () => {
    load = startLoad(server.address, world, clients);
    await untilSomeMoment();
    await folder.killPostgres();
    await until('a client has noticed', () => load.broken + load.refused.size > 0);
    const acknowledged = load.acknowledged.length;
    const accepted = load.accepted.length;
    const goOn = () => load.acknowledged.length > acknowledged + 50 && load.accepted.length > accepted + 2;
    await until('the same clients go on where they were', goOn, {
      patienceMs: 60_000,
      describe: describeLoad,
    });
    await load.stop();
    remember();
    assert.equal(server.process.exitCode, null);
    await assertNothingLost();
  });
}

test('Baton and PostgreSQL are killed at once, as when the power fails', async () => {
  load = startLoad(server.address, world, clients);
  await untilSomeMoment();
  await Promise.all([folder.killPostgres(), server.kill()]);
  await load.stop();
  remember();
  server = await serve();
  await assertNothingLost();
});
