// Leads that move while a plan waits and runs, told from the history of each lead and not from what the request says.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { aBusyOrganisation } from '../support/a-busy-organisation.ts';
import { findLostReassignments } from '../support/acknowledged-changes.ts';
import { callServer, postJson, readJson } from '../support/call-server.ts';
import { assertNoneTakenSilently, type Drifted, type Judged, judge } from '../support/drift-proof.ts';
import { assertTimelinesAddUp, loadFrozen, loadTimelines } from '../support/lead-timelines.ts';
import { type LoadWorld, startLoad } from '../support/load.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { type ServedApp, serveApp } from '../support/serve-app.ts';
import { until } from '../support/until.ts';
import { useDatabase } from '../support/use-world.ts';

const leads = 600;
const movesBeforeRun = 40;
const movesAfterRun = 100;

let app: ServedApp;
let orgId = 40;
after(() => app.stop());
const db = useDatabase(async () => {
  app = await serveApp(db);
});

/** Plans and runs a request over all leads while clients move every second one, from before its plan until after. */
async function runUnderEdits(onDrift: 'skip' | 'stop' | 'overwrite'): Promise<Drifted> {
  orgId += 1;
  const world = await aBusyOrganisation(db.database, { orgId, leads });
  const busy = { ...world, leadIds: world.leadIds.slice(leads / 2) };
  const load = startLoad(app.address, busy, { reassigning: 8, changingManagers: 0 });
  const waitForMoves = (moves: number) => {
    const due = load.acknowledged.length + moves;
    return until('others have moved leads', () => load.acknowledged.length >= due);
  };
  await waitForMoves(movesBeforeRun);
  const requestId = await plan(world, onDrift);
  await waitForMoves(movesBeforeRun);
  await callServer(app.address, postJson(`/api/v1/requests/${requestId}/run`, world.headers, undefined));
  await until('the request has ended', async () => (await showState(world, requestId)) !== 'running');
  await waitForMoves(movesAfterRun);
  await load.stop();
  assert.deepEqual([[...load.refused], load.broken], [[], 0]);
  assert.deepEqual(await findLostReassignments(db.database, orgId, load.acknowledged), []);
  assert.deepEqual(await findBreaches(db.database, orgId), []);
  const timelines = await loadTimelines(db.database, orgId);
  assertTimelinesAddUp(timelines);
  return { requestId, request: await loadFrozen(db.database, orgId, requestId), timelines };
}

async function plan(world: LoadWorld, onDrift: string): Promise<number> {
  const planned = await callServer(
    app.address,
    postJson('/api/v1/requests?plan=true', world.headers, {
      kind: 'reassign',
      leads: world.leadIds,
      to: { user: { userId: world.userIds[0] } },
      others: 'all',
      onDrift,
    }),
  );
  assert.equal(planned.status, 201, planned.text);
  return readJson<{ requestId: number }>(planned).requestId;
}

async function showState(world: LoadWorld, requestId: number): Promise<string> {
  const { headers } = world;
  const shown = await callServer(app.address, { path: `/api/v1/requests/${requestId}`, headers });
  const { state } = readJson<{ state: string }>(shown);
  return state === 'queued' ? 'running' : state;
}

const count = (rows: readonly Judged[], letter: string) =>
  rows.filter(({ row }) => row.letter === letter).length;

test('with skip, every lead that moved between plan and run is told, and none is taken silently', async () => {
  const drifted = await runUnderEdits('skip');
  const rows = judge(drifted);
  for (const row of rows) assertNoneTakenSilently(row);
  assert.equal(drifted.request.state, 'done');
  assert.ok(
    rows.some(({ movedBefore }) => movedBefore),
    'nothing moved',
  );
  assert.ok(count(rows, 'c') >= leads / 2 && count(rows, 's') > 0, 'both were seen');
});

test('with stop, the first lead that moved ends the request, and none after it is taken', async () => {
  const drifted = await runUnderEdits('stop');
  const rows = judge(drifted);
  const end = rows.findIndex(({ row }) => row.letter === 's');
  assert.ok(end >= leads / 2, 'it stopped at one that moved');
  for (const row of rows.slice(0, end + 1)) assertNoneTakenSilently(row);
  for (const { row, found } of rows.slice(end + 1)) assert.deepEqual([row.letter, found], ['n', undefined]);
  assert.equal(drifted.request.state, 'failed');
});

test('with overwrite, leads that moved are taken as they are by then, and what others did stays in history', async () => {
  const drifted = await runUnderEdits('overwrite');
  const rows = judge(drifted);
  assert.equal(drifted.request.state, 'done');
  assert.equal(count(rows, 'c') + count(rows, 'u'), leads);
  for (const { row, found } of rows) assert.equal(found === undefined, row.letter === 'u');
  const overwritten = rows.filter(({ row, found }) => found !== undefined && found > row.revision);
  assert.ok(overwritten.length > 0, 'nothing moved');
  for (const { movers, row, found = 0 } of overwritten) {
    assert.equal(movers.indexOf(drifted.requestId), found - row.revision);
  }
});
