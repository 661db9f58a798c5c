// What is told of a request as what may be done with it is what is not refused, and nothing else.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { deactivateUser } from '../../src/core/accounts/deactivate-user.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Name = 'ada' | 'max' | 'ben' | 'cy' | 'dee' | 'eve' | 'gone';

const orgId = 830;
const ways = ['run', 'cancel', 'retry', 'undo'] as const;

let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
const callers = new Map<Name, ApiCaller>();

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
  org = await anOrganisation(world.database, {
    orgId,
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
  for (const name of ['ada', 'max', 'ben'] as const) {
    callers.set(name, new ApiCaller({ app, database: world.database, orgId }, await org.signIn(name)));
  }
});
after(async () => {
  await app.close();
  await world.drop();
});

function as(name: Name): ApiCaller {
  const caller = callers.get(name);
  assert.ok(caller);
  return caller;
}

const ref = (name: Name) => ({ userId: org.user(name).userId });
const pathOf = (requestId: number) => `/api/v1/requests/${requestId}`;
const move = (leads: number[], to: Name) => ({ kind: 'reassign', leads, to: { user: ref(to) } });

async function reassignOne(name: Name, leadId: number, to: Name): Promise<number> {
  const body = { ApplicationId: leadId, PrimaryAgent: { UserId: ref(to).userId } };
  const answer = await as(name).post(`/api/v2/pub/application/reassign?orgId=${orgId}`, body);
  return Number(answer.json().Data.RequestId);
}

/** One request in each state that it can be left in, by kind and by who asked for it. */
async function requestsOfEverySort(): Promise<Record<string, number>> {
  const [ada, max] = [as('ada'), as('max')];
  const later = '2099-01-01T00:00:00Z';
  const failing = await max.plan(move([1, 2], 'cy'));
  const ended = await max.make(move([3, 4], 'dee'));
  const undone = await max.make(move([5], 'ben'));
  const undo = await max.make(undefined, `${pathOf(undone.requestId)}/undo`);
  const lost = await max.make(move([999], 'dee'));
  const line = await ada.make({ kind: 'managers', rows: [{ user: ref('eve'), manager: ref('ada') }] });
  const dropped = await max.plan(move([6], 'dee'));
  await max.post(`${pathOf(dropped.requestId)}/cancel`);
  await deactivateUser(world.database, orgId, org.user('cy').email);
  await max.run(failing.requestId);
  return {
    planned: (await max.plan(move([6], 'dee'))).requestId,
    'planned by an administrator': (await ada.plan(move([6], 'dee'))).requestId,
    queued: (await max.post('/api/v1/requests', { ...move([6], 'dee'), runAt: later })).json().requestId,
    failed: failing.requestId,
    done: ended.requestId,
    undone: undone.requestId,
    'an undo': undo.requestId,
    'an undo of the undo, planned': (await max.plan(undefined, `${pathOf(undo.requestId)}/undo`)).requestId,
    'of a lead that is not there': lost.requestId,
    'a change of managers': line.requestId,
    'an undo of managers, planned': (await ada.plan(undefined, `${pathOf(line.requestId)}/undo`)).requestId,
    cancelled: dropped.requestId,
    'a single that changed': await reassignOne('max', 6, 'dee'),
    'a single that changed nothing': await reassignOne('max', 6, 'dee'),
    'a single that failed': await reassignOne('max', 6, 'gone'),
    'the import that all began with': org.requestId,
  };
}

/** Whether the call is refused for how the request stands, or for who calls. */
async function isRefused(caller: ApiCaller, requestId: number, way: (typeof ways)[number]): Promise<boolean> {
  const plan = way === 'retry' || way === 'undo' ? '?plan=true' : '';
  const answer = await caller.post(`${pathOf(requestId)}/${way}${plan}`);
  assert.ok(answer.statusCode < 500, answer.body);
  return answer.statusCode >= 400;
}

/** A run and a cancellation end what is looked at, so of these only those that are not told are asked for. */
async function assertTold(name: string, requestId: number, who: Name): Promise<string[]> {
  const { ways: told = [] } = await as(who).get(pathOf(requestId));
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
    const { items } = await as(who).get('/api/v1/requests');
    for (const { requestId, ways: listed } of items) {
      const { ways: shown } = await as(who).get(pathOf(requestId));
      assert.deepEqual(listed, shown, `what ${who} is told of ${requestId} in the list`);
    }
  }
  for (const [name, requestId] of requests) {
    for (const who of ['ben', 'max', 'ada'] as const) seen.push(...(await assertTold(name, requestId, who)));
  }
  assert.deepEqual([...new Set(seen)].sort(), [...ways].sort());
  for (const [name, requestId] of requests) {
    for (const way of ['run', 'cancel'] as const) {
      const { ways: told } = await as('ada').get(pathOf(requestId));
      assert.equal(await isRefused(as('ada'), requestId, way), !told.includes(way), `${way} of ${name}`);
    }
  }
});

test('no retry is told of an undo or of a single, whatever became of them', async () => {
  const moved = await as('ada').make(move([2], 'dee'));
  await reassignOne('ada', 2, 'ben');
  const undo = await as('ada').make(undefined, `${pathOf(moved.requestId)}/undo`);
  assert.ok(undo.counts.skipped + undo.counts.failed > 0);
  assert.deepEqual(undo.ways, []);
  const failed = await as('ada').get(pathOf(await reassignOne('ada', 2, 'gone')));
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
