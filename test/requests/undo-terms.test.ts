// What may be said with an undo holds, what it does not know it refuses, and of a request one plan of an undo waits.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { undoRequest } from '../../src/core/requests/undo-request.ts';
import { withPatience } from '../../src/database/database.ts';
import { isHeldUp } from '../../src/database/held-up.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { holdLocks } from '../support/foreign-locks.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Name = 'ada' | 'ann' | 'ben' | 'cy' | 'mia';

let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
let api: ApiCaller;
let orgId = 900;
let moved: number;

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
});

beforeEach(async () => {
  orgId += 1;
  org = await anOrganisation(world.database, {
    orgId,
    users: {
      ada: { accessRole: 'administrator' },
      ann: { accessRole: 'administrator' },
      mia: { accessRole: 'manager', reports: ['ben', 'cy'] },
      ben: {},
      cy: {},
    },
    leads: Object.fromEntries(Array.from({ length: 30 }, (_, place) => [place + 1, ['ben']])),
  });
  api = await callAs('ada');
  const made = await api.make({
    kind: 'reassign',
    leads: range(1, 6),
    to: { user: ref('cy') },
    others: 'same-role',
  });
  moved = made.requestId;
});

after(async () => {
  await app.close();
  await world.drop();
});

const ref = (name: Name) => ({ userId: org.user(name).userId });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place);
const undoPath = (requestId = moved) => `/api/v1/requests/${requestId}/undo`;

async function callAs(name: Name): Promise<ApiCaller> {
  return new ApiCaller({ app, database: world.database, orgId }, await org.signIn(name));
}

async function ownersOf(leads: readonly number[]): Promise<string> {
  const owners = leads.map(async (leadId) => {
    const { assignments } = await api.get(`/api/v1/leads/${leadId}`);
    return assignments[0].user.userId === org.user('ben').userId ? 'b' : 'c';
  });
  return (await Promise.all(owners)).join('');
}

async function refuse(body: object, status: number, code: string, requestId = moved): Promise<string> {
  const answer = await api.post(undoPath(requestId), body);
  assert.equal(answer.statusCode, status, answer.body);
  assert.equal(answer.json().code, code);
  return answer.json().detail;
}

test('one lead of six goes back and five stay; the rest goes back by another undo', async () => {
  const one = await api.make({ leads: [1], reason: 'Wrong lead' }, undoPath());
  assert.equal(one.reason, 'Wrong lead');
  assert.deepEqual([one.counts.total, one.counts.changed], [1, 1]);
  assert.equal(await ownersOf(range(1, 6)), 'bccccc');
  assert.deepEqual(pickUndone(await api.get(`/api/v1/requests/${moved}`)), ['in part', [one.requestId]]);

  const rest = await api.make({}, undoPath());
  assert.equal(rest.counts.total, 5);
  assert.equal(await ownersOf(range(1, 6)), 'bbbbbb');
  const whole = ['wholly', [one.requestId, rest.requestId]];
  assert.deepEqual(pickUndone(await api.get(`/api/v1/requests/${moved}`)), whole);
  const listed = (await api.get('/api/v1/requests')).items.find(
    ({ requestId }: { requestId: number }) => requestId === moved,
  );
  assert.deepEqual(pickUndone(listed), whole);
  assert.match(
    await refuse({}, 409, 'already-undone'),
    new RegExp(`by request ${one.requestId} and ${rest.requestId}`),
  );

  await api.make({}, undoPath(rest.requestId));
  assert.deepEqual(pickUndone(await api.get(`/api/v1/requests/${moved}`)), ['in part', [one.requestId]]);
  await api.make({}, undoPath(one.requestId));
  assert.deepEqual(pickUndone(await api.get(`/api/v1/requests/${moved}`)), [null, []]);
});

function pickUndone({ undone, undoneBy }: { undone: string | null; undoneBy: number[] }) {
  return [undone, undoneBy];
}

test('rows that the request did not change are refused, the first 20 by name, and nothing is undone', async () => {
  const first20 = range(7, 26)
    .map((id) => `lead ${id}`)
    .join(', ');
  const detail = await refuse({ leads: [1, ...range(7, 29), 1_000_000] }, 409, 'row-not-changed');
  assert.equal(
    detail,
    `Request ${moved} did not change ${first20} and 4 more, so nothing was undone. Leave them out.`,
  );
  assert.equal(await ownersOf(range(1, 6)), 'cccccc');
  await refuse({ users: [org.user('ben').userId] }, 409, 'row-not-changed');
  await api.make({ leads: [1, 2] }, undoPath());
  assert.match(await refuse({ leads: [2, 3] }, 409, 'already-undone'), /lead 2 by request \d+\./);
});

test('users are named by id or as elsewhere, and a lead is none of theirs', async () => {
  const rows = (['ben', 'cy'] as const).map((name) => ({ user: ref(name), manager: ref('ada') }));
  const { requestId } = await api.make({ kind: 'managers', rows });
  const undo = await api.make({ users: [{ email: org.user('cy').email }] }, undoPath(requestId));
  assert.equal(undo.counts.changed, 1);
  await refuse({ leads: [1] }, 409, 'row-not-changed', requestId);
  await refuse({ users: [{ email: 'nobody@example.com' }] }, 404, 'user-not-found', requestId);
  assert.equal((await api.make({ users: [org.user('ben').userId] }, undoPath(requestId))).counts.changed, 1);
});

test('what an undo does not know, or what says rows in two ways, is refused', async () => {
  await refuse({ lead: [1] }, 400, 'invalid-input');
  await refuse({ leads: [] }, 400, 'invalid-input');
  await refuse({ leads: [1], outcome: 'changed' }, 400, 'invalid-input');
  await refuse({ outcome: 'failed' }, 400, 'invalid-input');
  await refuse({ onDrift: 'overwrite' }, 400, 'invalid-input');
  await refuse({ outcome: 'changed in part' }, 409, 'nothing-to-undo');
  assert.equal((await api.make({ outcome: 'changed' }, undoPath())).counts.changed, 6);
});

test('when to run and how to meet trouble hold of an undo, too', async () => {
  const runAt = new Date(Date.now() + 3_600_000).toISOString();
  const scheduled = (await api.post(undoPath(), { runAt, onFailure: 'stop', onDrift: 'stop' })).json();
  assert.deepEqual([scheduled.state, scheduled.onFailure, scheduled.onDrift], ['queued', 'stop', 'stop']);
  assert.equal(Date.parse(scheduled.runAt), Date.parse(runAt));
  assert.equal((await api.post(`/api/v1/requests/${scheduled.requestId}/cancel`)).statusCode, 200);

  await api.make({ kind: 'reassign', leads: [3], to: { user: ref('mia') }, others: 'same-role' });
  const stopped = await api.make({ onDrift: 'stop' }, undoPath());
  assert.deepEqual([stopped.state, stopped.counts.skipped], ['failed', 1]);
  const atOnce = await api.make({ onFailure: 'all-or-nothing' }, undoPath());
  assert.deepEqual([atOnce.state, atOnce.counts.changed], ['failed', 0]);
});

test('asked to stop, an undo takes no lead after the first that somebody changed since', async () => {
  await api.make({ kind: 'reassign', leads: [3], to: { user: ref('ann') } });
  const undo = await api.make({ onDrift: 'stop' }, undoPath());
  const rows: { outcome: string }[] = await api.rows(undo.requestId);
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    ['changed', 'changed', 'skipped', 'not attempted', 'not attempted', 'not attempted'],
  );
  const { assignments } = await api.get('/api/v1/leads/4');
  assert.equal(assignments[0].user.userId, org.user('cy').userId);
  assert.equal((await api.make({ leads: [4] }, undoPath())).counts.changed, 1);
});

test('a key sent again with another choice of rows is refused', async () => {
  const key = { 'idempotency-key': `some-rows-${orgId}` };
  const first = await api.post(undoPath(), { leads: [1] }, key);
  const again = await api.post(undoPath(), { leads: [1] }, key);
  assert.equal(again.json().requestId, first.json().requestId);
  const other = await api.post(undoPath(), { leads: [2] }, key);
  assert.deepEqual([other.statusCode, other.json().code], [409, 'idempotency-key-reused']);
});

test('asked for again, also by several at once, the plan of an undo is the first one, and another replaces it', async () => {
  const other = await callAs('ann');
  const atOnce = await Promise.all(range(1, 6).map((turn) => (turn % 2 ? api : other).plan({}, undoPath())));
  const [first] = atOnce;
  assert.deepEqual(new Set(atOnce.map(({ requestId }) => requestId)), new Set([first.requestId]));
  for (const { preview } of atOnce) assert.equal(preview.changed, 6);

  const others = await Promise.all(range(1, 4).map((leadId) => api.plan({ leads: [leadId] }, undoPath())));
  const { items } = await api.get('/api/v1/requests?kind=undo&state=planned');
  assert.equal(items.length, 1);
  assert.ok(others.some(({ requestId }) => requestId === items[0].requestId));
  assert.equal((await api.get(`/api/v1/requests/${first.requestId}`)).state, 'cancelled');
  assert.equal((await api.run(items[0].requestId)).counts.changed, 1);
  assert.equal((await api.plan({}, undoPath())).counts.total, 5);
});

test('a plan of an undo is shared with nobody who may do more than whoever made it', async () => {
  const mia = await callAs('mia');
  const own = await mia.make({ kind: 'reassign', leads: [9], to: { user: ref('cy') } });
  const planned = await mia.plan({}, undoPath(own.requestId));
  assert.notEqual((await api.plan({}, undoPath(own.requestId))).requestId, planned.requestId);
});

test('a plan that something holds up before it is foreseen is none, and the same call makes another', async () => {
  const call = (database = world.database) =>
    undoRequest(database, orgId, {
      requestId: moved,
      options: {
        requester: { userId: org.user('ada').userId, accessRole: 'administrator', origin: 'api' },
        planOnly: true,
        onFailure: 'continue',
        onDrift: 'skip',
        idempotency: { key: `held-up-${orgId}`, hash: Buffer.alloc(32) },
      },
    });
  const locks = await holdLocks(world.url, [
    `select from lead where org_id = ${orgId} and lead_id = 3 for update`,
  ]);
  try {
    await assert.rejects(call(withPatience(world.database, 0)), isHeldUp);
  } finally {
    await locks.letGo();
  }
  const waiting = await api.get('/api/v1/requests?kind=undo&state=planned');
  assert.deepEqual(waiting.items, []);
  assert.equal((await api.get(`/api/v1/requests/${moved}`)).undoPlan, null);
  const { requestId } = await call();
  assert.equal((await api.get(`/api/v1/requests/${requestId}`)).preview.changed, 6);
  assert.equal((await api.get(`/api/v1/requests/${moved}`)).undoPlan, requestId);
  assert.equal((await api.run(requestId)).counts.changed, 6);
});

test('of two undos at once the later finds its rows put back, and says by which', async () => {
  const [one, two] = [(await api.post(undoPath())).json(), (await api.post(undoPath())).json()];
  assert.equal((await api.finish(one.requestId)).counts.changed, 6);
  const second = await api.finish(two.requestId);
  assert.deepEqual([second.state, second.counts.unchanged], ['done', 6]);
  const [row] = await api.rows(two.requestId);
  assert.deepEqual([row.code, row.facts.undoneBy], ['already-undone', one.requestId]);
  await refuse({}, 409, 'nothing-to-undo', two.requestId);
});
