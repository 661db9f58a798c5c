// What is told of a request as what may be done with it is what is not refused, and nothing else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownRequest } from '../../src/client/client.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import type { Caller } from '../support/open-caller.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const ways = ['run', 'cancel', 'retry', 'undo'] as const;

const world = useWorld({
  orgId: 830,
  users: {
    ada: { accessRole: 'administrator', reports: ['max'] },
    max: { accessRole: 'manager', reports: ['ben', 'cy', 'dee', 'eve', 'gone'] },
    ben: {},
    cy: {},
    dee: {},
    eve: {},
    gone: { isActive: false },
  },
  leads: { 1: ['ben'], 2: ['ben'], 3: ['ben'], 4: ['ben'], 5: ['dee'], 6: ['ben'] },
});
type Name = NameOf<typeof world>;
const { as, ref } = world;

const pathOf = (requestId: number) => `/api/v1/requests/${requestId}`;
const move = (leads: number[], to: Name) => ({ kind: 'reassign', leads, to: { user: ref(to) } });

async function reassignOne(name: Name, leadId: number, to: Name): Promise<number> {
  const body = { ApplicationId: leadId, PrimaryAgent: { UserId: ref(to).userId } };
  const answer = await as(name).post(`/api/v2/pub/application/reassign?orgId=${world.orgId}`, body);
  return Number(answer.json<{ Data: { RequestId: string } }>().Data.RequestId);
}

/** One request in each state that it can be left in, by kind and by who asked for it. */
async function requestsOfEverySort(): Promise<Record<string, number>> {
  const [ada, max] = [as('ada'), as('max')];
  const later = '2099-01-01T00:00:00Z';
  const failing = await max.plan(move([1, 2], 'cy'));
  const ended = await max.make(move([3, 4], 'dee'));
  const undone = await max.make(move([5], 'ben'));
  const undo = await max.undo(undone.requestId);
  const lost = await max.make(move([999], 'dee'));
  const line = await ada.make({ kind: 'managers', rows: [{ user: ref('eve'), manager: ref('ada') }] });
  const dropped = await max.plan(move([6], 'dee'));
  await max.post(`${pathOf(dropped.requestId)}/cancel`);
  await deactivateUser(world.database, world.orgId, world.user('cy').email);
  await max.run(failing.requestId);
  return {
    planned: (await max.plan(move([6], 'dee'))).requestId,
    'planned by an administrator': (await ada.plan(move([6], 'dee'))).requestId,
    queued: (await max.post('/api/v1/requests', { ...move([6], 'dee'), runAt: later })).json<{
      requestId: number;
    }>().requestId,
    failed: failing.requestId,
    done: ended.requestId,
    undone: undone.requestId,
    'an undo': undo.requestId,
    'an undo of the undo, planned': (await max.planUndo(undo.requestId)).requestId,
    'of a lead that is not there': lost.requestId,
    'a change of managers': line.requestId,
    'an undo of managers, planned': (await ada.planUndo(line.requestId)).requestId,
    cancelled: dropped.requestId,
    'a single that changed': await reassignOne('max', 6, 'dee'),
    'a single that changed nothing': await reassignOne('max', 6, 'dee'),
    'a single that failed': await reassignOne('max', 6, 'gone'),
    'the import that all began with': world.requestId,
  };
}

/** Whether the call is refused for how the request stands, or for who calls. */
async function isRefused(caller: Caller, requestId: number, way: (typeof ways)[number]): Promise<boolean> {
  const plan = way === 'retry' || way === 'undo' ? '?plan=true' : '';
  const answer = await caller.post(`${pathOf(requestId)}/${way}${plan}`);
  assert.ok(answer.statusCode < 500, answer.body);
  return answer.statusCode >= 400;
}

/** A run and a cancellation end what is looked at, so of these only those that are not told are asked for. */
async function assertTold(name: string, requestId: number, who: Name): Promise<string[]> {
  const { ways: told = [] } = (await as(who).get(pathOf(requestId))).json<Partial<ShownRequest>>();
  for (const way of ways) {
    const isTold = told.includes(way);
    if (isTold && (way === 'run' || way === 'cancel')) continue;
    const said = `${way} of ${name} for ${who}, who is told ${told.join(', ') || 'nothing'}`;
    assert.equal(await isRefused(as(who), requestId, way), !isTold, said);
  }
  return told;
}

test('the ways told of a request are those that are not refused, to each access role', async () => {
  const requests = Object.entries(await requestsOfEverySort());
  const seen: string[] = [];
  for (const who of ['ben', 'max', 'ada'] as const) {
    const { items } = await as(who).requests.list().first();
    for (const { requestId, ways: listed } of items) {
      const { ways: shown } = await as(who).requests.show(requestId);
      assert.deepEqual(listed, shown, `what ${who} is told of ${requestId} in the list`);
    }
  }
  for (const [name, requestId] of requests) {
    for (const who of ['ben', 'max', 'ada'] as const) seen.push(...(await assertTold(name, requestId, who)));
  }
  assert.deepEqual([...new Set(seen)].sort(), [...ways].sort());
  for (const [name, requestId] of requests) {
    for (const way of ['run', 'cancel'] as const) {
      const { ways: told } = await as('ada').requests.show(requestId);
      assert.equal(await isRefused(as('ada'), requestId, way), !told.includes(way), `${way} of ${name}`);
    }
  }
});

test('no retry is told of an undo or of a single, whatever became of them', async () => {
  const moved = await as('ada').make(move([2], 'dee'));
  await reassignOne('ada', 2, 'ben');
  const undo = await as('ada').undo(moved.requestId);
  assert.ok(undo.counts.skipped + undo.counts.failed > 0);
  assert.deepEqual(undo.ways, []);
  const failed = await as('ada').requests.show(await reassignOne('ada', 2, 'gone'));
  assert.deepEqual([failed.state, failed.ways], ['failed', []]);
});

test('a retry is advised only where a row may go otherwise by now, and the run of a plan only where it changes anything', async () => {
  const ada = as('ada');
  const lost = await ada.make(move([998, 999], 'dee'));
  assert.deepEqual([lost.ways, lost.advised], [['retry'], []]);
  const mixed = await ada.make({
    kind: 'reassign',
    rows: [
      { leadId: 999, primary: ref('dee') },
      { leadId: 1, primary: ref('gone') },
    ],
  });
  assert.deepEqual(mixed.advised, ['retry']);
  const heldUp = await ada.plan({ ...move([1, 999], 'dee'), onFailure: 'all-or-nothing' });
  assert.deepEqual([heldUp.ways, heldUp.advised], [['run', 'cancel'], ['cancel']]);
  assert.deepEqual((await ada.plan(move([1], 'dee'))).advised, ['run', 'cancel']);
});
