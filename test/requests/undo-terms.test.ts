// What may be said with an undo holds, what it does not know it refuses, and of a request one plan of an undo waits.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { undoRequest } from '../../src/core/requests/make/undo-request.ts';
import { withPatience } from '../../src/database/database.ts';
import { isHeldUp } from '../../src/database/held-up.ts';
import { holdLocks } from '../support/foreign-locks.ts';
import { useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 901,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator' },
    ann: { accessRole: 'administrator' },
    mia: { accessRole: 'manager', reports: ['ben', 'cy'] },
    ben: {},
    cy: {},
  },
  leads: Object.fromEntries(Array.from({ length: 30 }, (_, place) => [place + 1, ['ben' as const]])),
});
const ada = world.as('ada');
const { ref } = world;

let moved: number;
beforeEach(async () => {
  const leads = range(1, 6);
  const made = await ada.make({ kind: 'reassign', leads, to: { user: ref('cy') }, others: 'same-role' });
  moved = made.requestId;
});

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, place) => from + place);
const undoPlans = { kind: 'undo', state: 'planned' } as const;
const undoPath = (requestId = moved) => `/api/v1/requests/${requestId}/undo`;

async function ownersOf(leads: readonly number[]): Promise<string> {
  const owners = leads.map(async (leadId) => {
    const { assignments } = await ada.leads.show(leadId);
    return assignments[0]?.user.userId === world.idOf('ben') ? 'b' : 'c';
  });
  return (await Promise.all(owners)).join('');
}

async function refuse(body: object, status: number, code: string, requestId = moved): Promise<string> {
  const answer = await ada.refuse(undoPath(requestId), body);
  assert.equal(answer.status, status);
  assert.equal(answer.code, code);
  return answer.detail;
}

test('one lead of six goes back and five stay; the rest goes back by another undo', async () => {
  const one = await ada.undo(moved, { leads: [1], reason: 'Wrong lead' });
  assert.equal(one.reason, 'Wrong lead');
  assert.deepEqual([one.counts.total, one.counts.changed], [1, 1]);
  assert.equal(await ownersOf(range(1, 6)), 'bccccc');
  assert.deepEqual(pickUndone(await ada.requests.show(moved)), ['in part', [one.requestId]]);

  const rest = await ada.undo(moved);
  assert.equal(rest.counts.total, 5);
  assert.equal(await ownersOf(range(1, 6)), 'bbbbbb');
  const whole = ['wholly', [one.requestId, rest.requestId]];
  assert.deepEqual(pickUndone(await ada.requests.show(moved)), whole);
  const listed = (await ada.requests.list().first()).items.find(({ requestId }) => requestId === moved);
  assert.ok(listed);
  assert.deepEqual(pickUndone(listed), whole);
  assert.match(
    await refuse({}, 409, 'already-undone'),
    new RegExp(`by request ${one.requestId} and ${rest.requestId}`),
  );

  await ada.undo(rest.requestId);
  assert.deepEqual(pickUndone(await ada.requests.show(moved)), ['in part', [one.requestId]]);
  await ada.undo(one.requestId);
  assert.deepEqual(pickUndone(await ada.requests.show(moved)), [null, []]);
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
  await refuse({ users: [world.idOf('ben')] }, 409, 'row-not-changed');
  await ada.undo(moved, { leads: [1, 2] });
  assert.match(await refuse({ leads: [2, 3] }, 409, 'already-undone'), /lead 2 by request \d+\./);
});

test('users are named by id or as elsewhere, and a lead is none of theirs', async () => {
  const rows = (['ben', 'cy'] as const).map((name) => ({ user: ref(name), manager: ref('ada') }));
  const { requestId } = await ada.make({ kind: 'managers', rows });
  const undo = await ada.undo(requestId, { users: [{ email: world.user('cy').email }] });
  assert.equal(undo.counts.changed, 1);
  await refuse({ leads: [1] }, 409, 'row-not-changed', requestId);
  await refuse({ users: [{ email: 'nobody@example.com' }] }, 404, 'user-not-found', requestId);
  assert.equal((await ada.undo(requestId, { users: [world.idOf('ben')] })).counts.changed, 1);
});

test('what an undo does not know, or what says rows in two ways, is refused', async () => {
  await refuse({ lead: [1] }, 400, 'invalid-input');
  await refuse({ leads: [] }, 400, 'invalid-input');
  await refuse({ leads: [1], outcome: 'changed' }, 400, 'invalid-input');
  await refuse({ outcome: 'failed' }, 400, 'invalid-input');
  await refuse({ onDrift: 'overwrite' }, 400, 'invalid-input');
  await refuse({ outcome: 'changed in part' }, 409, 'nothing-to-undo');
  assert.equal((await ada.undo(moved, { outcome: 'changed' })).counts.changed, 6);
});

test('when to run and how to meet trouble hold of an undo, too', async () => {
  const runAt = new Date(Date.now() + 3_600_000).toISOString();
  const scheduled = await ada.requests.undo(moved, { runAt, onFailure: 'stop', onDrift: 'stop' });
  assert.deepEqual([scheduled.state, scheduled.onFailure, scheduled.onDrift], ['queued', 'stop', 'stop']);
  assert.equal(Date.parse(scheduled.runAt ?? ''), Date.parse(runAt));
  assert.equal((await ada.requests.cancel(scheduled.requestId)).state, 'cancelled');

  await ada.make({ kind: 'reassign', leads: [3], to: { user: ref('mia') }, others: 'same-role' });
  const stopped = await ada.undo(moved, { onDrift: 'stop' });
  assert.deepEqual([stopped.state, stopped.counts.skipped], ['failed', 1]);
  const atOnce = await ada.undo(moved, { onFailure: 'all-or-nothing' });
  assert.deepEqual([atOnce.state, atOnce.counts.changed], ['failed', 0]);
});

test('asked to stop, an undo takes no lead after the first that somebody changed since', async () => {
  await ada.make({ kind: 'reassign', leads: [3], to: { user: ref('ann') } });
  const undo = await ada.undo(moved, { onDrift: 'stop' });
  const rows = await ada.rows(undo.requestId);
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    ['changed', 'changed', 'skipped', 'not attempted', 'not attempted', 'not attempted'],
  );
  const { assignments } = await ada.leads.show(4);
  assert.equal(assignments[0]?.user.userId, world.idOf('cy'));
  assert.equal((await ada.undo(moved, { leads: [4] })).counts.changed, 1);
});

test('a key sent again with another choice of rows is refused', async () => {
  const key = { 'idempotency-key': `some-rows-${world.orgId}` };
  const first = await ada.post(undoPath(), { leads: [1] }, key);
  const again = await ada.post(undoPath(), { leads: [1] }, key);
  assert.equal(again.json<{ requestId: number }>().requestId, first.json<{ requestId: number }>().requestId);
  const other = await ada.refuse(undoPath(), { leads: [2] }, key);
  assert.deepEqual([other.status, other.code], [409, 'idempotency-key-reused']);
});

test('asked for again, also by several at once, the plan of an undo is the first one, and another replaces it', async () => {
  const other = world.as('ann');
  const atOnce = await Promise.all(range(1, 6).map((turn) => (turn % 2 ? ada : other).planUndo(moved)));
  const [first] = atOnce;
  assert.deepEqual(new Set(atOnce.map(({ requestId }) => requestId)), new Set([first?.requestId]));
  for (const { preview } of atOnce) assert.equal(preview.changed, 6);

  const others = await Promise.all(range(1, 4).map((leadId) => ada.planUndo(moved, { leads: [leadId] })));
  const { items } = await ada.requests.list(undoPlans).first();
  assert.equal(items.length, 1);
  assert.ok(others.some(({ requestId }) => requestId === items[0]?.requestId));
  assert.equal((await ada.requests.show(first?.requestId ?? 0)).state, 'cancelled');
  assert.equal((await ada.run(items[0]?.requestId ?? 0)).counts.changed, 1);
  assert.equal((await ada.planUndo(moved)).counts.total, 5);
});

test('a plan of an undo is shared with nobody who may do more than whoever made it', async () => {
  const mia = world.as('mia');
  const own = await mia.make({ kind: 'reassign', leads: [9], to: { user: ref('cy') } });
  const planned = await mia.planUndo(own.requestId);
  assert.notEqual((await ada.planUndo(own.requestId)).requestId, planned.requestId);
});

test('a plan that something holds up before it is foreseen is none, and the same call makes another', async () => {
  const call = (database = world.database) =>
    undoRequest(database, world.orgId, {
      requestId: moved,
      options: {
        requester: { userId: world.idOf('ada'), accessRole: 'administrator', origin: 'api' },
        planOnly: true,
        onFailure: 'continue',
        onDrift: 'skip',
        idempotency: { key: `held-up-${world.orgId}`, hash: Buffer.alloc(32) },
      },
    });
  const locks = await holdLocks(world.url, [
    `select from lead where org_id = ${world.orgId} and lead_id = 3 for update`,
  ]);
  try {
    await assert.rejects(call(withPatience(world.database, 0)), isHeldUp);
  } finally {
    await locks.letGo();
  }
  const waiting = await ada.requests.list(undoPlans).first();
  assert.deepEqual(waiting.items, []);
  assert.equal((await ada.requests.show(moved)).undoPlan, null);
  const { requestId } = await call();
  assert.equal((await ada.requests.show(requestId)).preview?.changed, 6);
  assert.equal((await ada.requests.show(moved)).undoPlan, requestId);
  assert.equal((await ada.run(requestId)).counts.changed, 6);
});

test('of two undos at once the later finds its rows put back, and says by which', async () => {
  const [one, two] = [await ada.requests.undo(moved), await ada.requests.undo(moved)];
  assert.equal((await ada.finish(one.requestId)).counts.changed, 6);
  const second = await ada.finish(two.requestId);
  assert.deepEqual([second.state, second.counts.unchanged], ['done', 6]);
  const [row] = await ada.rows(two.requestId);
  assert.deepEqual([row?.code, row?.facts?.undoneBy], ['already-undone', one.requestId]);
  await refuse({}, 409, 'nothing-to-undo', two.requestId);
});
