// Two Batons on one database, for what one process could keep in order by itself, two cannot.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { inOrg } from '../../src/database/transaction.ts';
import { aBusyOrganisation } from '../support/a-busy-organisation.ts';
import { type Acknowledged, findLostReassignments } from '../support/acknowledged-changes.ts';
import { callServer, postJson, readJson } from '../support/call-server.ts';
import { listBreaches } from '../support/lead-notation.ts';
import { type LoadWorld, startLoad } from '../support/load.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { until } from '../support/until.ts';
import { useDatabase } from '../support/use-world.ts';

const orgId = 5;
const underLoadMs = 3_000;

let servers: ServedProgram[];
let world: LoadWorld;
let acknowledged: Acknowledged[];

after(() => Promise.all(servers.map((server) => server.stop())));
const db = useDatabase(async () => {
  world = await aBusyOrganisation(db.database, { orgId, leads: 5 });
  const flags = ['--database-url', db.url, '--log-level', 'warn'];
  servers = await Promise.all([serveProgram(flags), serveProgram(flags)]);
});

async function get<Body>(path: string): Promise<Body> {
  const { address } = servers[Math.floor(Math.random() * servers.length)] ?? assert.fail();
  const answer = await callServer(address, { path, headers: world.headers });
  assert.equal(answer.status, 200, answer.text);
  return readJson<Body>(answer);
}

interface ShownLead {
  revision: number;
  assignments: { user: { userId: number }; role: string; standing: 'primary' | 'secondary' }[];
}

const leastReads = 6;

/** Whoever reads sees a lawful lead that never goes back, and every change that was acknowledged before. */
async function readOn(told: () => Acknowledged[], isOver: () => boolean): Promise<number> {
  const revisions = new Map<number, number>();
  let reads = 0;
  for (; !isOver() || reads < leastReads; reads += 1) {
    const leadId = world.leadIds[reads % world.leadIds.length] ?? 0;
    const last = told().at(-1);
    const { revision, assignments } = await get<ShownLead>(`/api/v1/leads/${leadId}`);
    assert.ok(revision >= (revisions.get(leadId) ?? 0), `lead ${leadId} went back to revision ${revision}`);
    revisions.set(leadId, revision);
    const slots = assignments.map(({ user, role, standing }) => ({ userId: user.userId, role, standing }));
    assert.deepEqual(listBreaches(slots), []);
    if (last)
      assert.equal((await get<{ state: string }>(`/api/v1/requests/${last.requestId}`)).state, 'done');
  }
  return reads;
}

test('32 clients on 5 leads keep the law at every moment, and all that was acknowledged is in history once', async () => {
  const loads = servers.map(({ address }) =>
    startLoad(address, world, { reassigning: 16, changingManagers: 0 }),
  );
  let isOver = false;
  const readers = loads.map((load) =>
    readOn(
      () => load.acknowledged,
      () => isOver,
    ),
  );
  const clock = delay(underLoadMs);
  await Promise.race([clock, Promise.all(readers)]).finally(() => {
    isOver = true;
  });
  for (const reads of await Promise.all(readers)) assert.ok(reads > 5, `only ${reads} reads`);
  await Promise.all(loads.map((load) => load.stop()));

  acknowledged = loads.flatMap((load) => load.acknowledged);
  assert.ok(acknowledged.length > 50, `only ${acknowledged.length} were acknowledged`);
  for (const { refused, broken } of loads) assert.deepEqual([[...refused], broken], [[], 0]);
  assert.deepEqual(await findLostReassignments(db.database, orgId, acknowledged), []);
  assert.deepEqual(await findBreaches(db.database, orgId), []);
});

test('two requests that would together make a cycle never do, whichever process takes and runs them', async () => {
  const people = world.guids.slice(-8);
  const pairs = people.flatMap((one, place) => people.slice(place + 1).map((other) => [one, other]));
  assert.equal(pairs.length, 28);
  const calls = pairs.flatMap(([one, other]) => [
    [{ UserId: one, ManagerId: other }],
    [{ UserId: other, ManagerId: one }],
  ]);
  const answers = await Promise.all(
    calls.map((rows, place) =>
      callServer(
        servers[place % servers.length]?.address ?? '',
        postJson('/v2/UserManagement.svc/UpdateReportingManagerInBulk', world.headers, rows),
      ),
    ),
  );
  const ids = answers.map((answer) => readJson<{ WFAId: string }>(answer).WFAId);
  const codes = new Set<string | undefined>();
  for (const id of ids) {
    await until(`request ${id} ends`, async () =>
      ['done', 'failed'].includes((await get<{ state: string }>(`/api/v1/requests/${id}`)).state),
    );
    const { items } = await get<{ items: { outcome: string; code?: string }[] }>(
      `/api/v1/requests/${id}/rows`,
    );
    codes.add(items[0]?.outcome === 'changed' ? 'changed' : items[0]?.code);
  }
  assert.deepEqual(codes, new Set(['changed', 'would-form-cycle']));
  assert.deepEqual(await findBreaches(db.database, orgId), []);
});

test('these checks see a change that is lost and a law that is broken', async () => {
  const [one, other] = acknowledged.slice(-2);
  assert.ok(one && other);
  const forged = [{ ...one, requestId: 1 }, { ...one, leadId: 999 }, other, other];
  assert.equal((await findLostReassignments(db.database, orgId, forged)).length, 3);
  const [userId, leadId] = [world.userIds[0], world.leadIds[0]];
  await inOrg(db.database, orgId, async (tx) => {
    tx.write({
      text: `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at, until_request,
          until_at) select $1, $2, $3, 'Closer', 'secondary', 1, now() - interval '1 hour', 1, now()`,
      values: [orgId, leadId, userId],
    });
  });
  assert.match(
    (await findBreaches(db.database, orgId)).join('\n'),
    /lead 1001: at .* Closer has 0 primaries/,
  );
});
