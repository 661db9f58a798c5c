import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { anOrganisation, type CallHeaders, type Organisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Name = 'ada' | 'max' | 'ben' | 'cy' | 'dee' | 'eve' | 'fay' | 'gil';

const orgId = 840;
let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
let ada: ApiCaller;
let max: CallHeaders;

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
  org = await anOrganisation(world.database, {
    orgId,
    users: {
      ada: { accessRole: 'administrator', reports: ['max'] },
      max: { accessRole: 'manager', reports: ['ben', 'cy', 'dee', 'eve', 'fay', 'gil'] },
      ben: {},
      cy: {},
      dee: {},
      eve: {},
      fay: {},
      gil: { isActive: false },
    },
    leads: { 1: ['ben'], 2: ['cy'], 3: ['max'], 4: ['eve'] },
  });
  ada = new ApiCaller({ app, database: world.database, orgId }, await org.signIn('ada'));
  max = await org.signIn('max');
});
after(async () => {
  await app.close();
  await world.drop();
});

const ref = (name: Name) => ({ userId: org.user(name).userId });
const ending = (names: Name[], more = {}) => ({
  kind: 'account',
  users: names.map(ref),
  isActive: false,
  ...more,
});
const returning = (...names: Name[]) => ({ kind: 'account', users: names.map(ref), isActive: true });

/** Whether they are active, and to whom they report. */
async function stateOf(name: Name): Promise<[boolean, string | undefined]> {
  const { isActive, manager } = await ada.get(`/api/v1/users/${ref(name).userId}`);
  return [isActive, manager?.name.replace(' Example', '')];
}

async function outcomesOf(requestId: number): Promise<string[]> {
  const { items } = await ada.get(`/api/v1/requests/${requestId}/rows`);
  return items.map(({ outcome, code }: { outcome: string; code?: string }) =>
    code ? `${outcome} ${code}` : outcome,
  );
}

test('an account ends with its keys and its own line, and its undo brings all but the keys back', async () => {
  const keys = await org.signIn('dee');
  const planned = await ada.plan(ending(['dee']));
  assert.deepEqual(
    planned.preview.leavers.map(({ account, left }: { account: string; left: object }) => [account, left]),
    [['ends', { leads: 0, reports: 0 }]],
  );
  const ended = await ada.run(planned.requestId);
  assert.deepEqual([ended.state, ended.result.clean], ['done', true]);
  assert.deepEqual(await stateOf('dee'), [false, undefined]);
  assert.equal((await app.inject({ url: '/api/v1/users', headers: keys })).statusCode, 401);
  const undone = await ada.make(undefined, `/api/v1/requests/${ended.requestId}/undo`);
  assert.equal(undone.state, 'done');
  assert.deepEqual(await stateOf('dee'), [true, 'Max']);
  assert.equal((await app.inject({ url: '/api/v1/users', headers: keys })).statusCode, 401);
});

test('an account whose user holds something stays, until it is placed or is to end anyway', async () => {
  const kept = await ada.make(ending(['ben', 'max']));
  assert.equal(kept.state, 'failed');
  assert.deepEqual(new Set(await outcomesOf(kept.requestId)), new Set(['failed something-left']));
  assert.deepEqual(await stateOf('ben'), [true, 'Max']);
  await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('fay') }, others: 'all' });
  const again = await ada.make(undefined, `/api/v1/requests/${kept.requestId}/retry`);
  assert.deepEqual(
    [await stateOf('ben'), await stateOf('max')],
    [
      [false, undefined],
      [true, 'Ada'],
    ],
  );
  assert.equal(again.state, 'failed', 'whoever leads somebody stays');
  const anyway = await ada.make(ending(['cy'], { account: 'end-anyway' }));
  assert.deepEqual([anyway.state, anyway.result.assignments], ['done', 1]);
  assert.deepEqual(await stateOf('cy'), [false, undefined]);
  const { items } = await ada.get('/api/v1/orphans?kind=lead-primary-inactive');
  assert.deepEqual(
    items.map(({ leadId }: { leadId: number }) => leadId),
    [2],
  );
});

test('whoever comes back is the same person, and the undo of it ends the account again where nothing is left', async () => {
  await ada.make(ending(['fay'], { account: 'end-anyway' }));
  const { preview } = await ada.plan(returning('fay'));
  assert.deepEqual(
    preview.warnings.map(({ code }: { code: string }) => code),
    ['without-manager'],
  );
  const planned = await ada.plan(returning('gil', 'ada'));
  const back = await ada.run(planned.requestId);
  assert.deepEqual([back.state, await outcomesOf(back.requestId)], ['done', ['changed', 'unchanged']]);
  assert.deepEqual(await stateOf('gil'), [true, 'Max']);
  await ada.make({ kind: 'reassign', leads: [4], to: { user: ref('gil') }, others: 'all' });
  const path = `/api/v1/requests/${back.requestId}/undo`;
  const waiting = await ada.make(undefined, path);
  assert.deepEqual(
    [waiting.state, await outcomesOf(waiting.requestId)],
    ['failed', ['failed something-left']],
  );
  assert.deepEqual(await stateOf('gil'), [true, 'Max']);
  await ada.make({ kind: 'reassign', leads: [4], to: { user: ref('eve') }, others: 'all' });
  assert.equal((await ada.make(undefined, path)).state, 'done');
  assert.equal((await stateOf('gil'))[0], false);
});

test('what cannot be is refused before anything is planned', async () => {
  const refusedAs = async (body: object) => {
    const { statusCode, body: text } = await ada.post('/api/v1/requests?plan=true', body);
    return [statusCode, JSON.parse(text).code, JSON.parse(text).field];
  };
  assert.deepEqual(await refusedAs(ending(['ada'])), [400, 'invalid-input', 'users[0]']);
  assert.deepEqual(await refusedAs({ ...ending(['dee']), users: [{ userId: 999 }] }), [
    404,
    'user-not-found',
    'users[0]',
  ]);
  assert.deepEqual(await refusedAs({ ...returning('gil'), account: 'wait' }), [
    400,
    'invalid-input',
    'account',
  ]);
  assert.equal((await refusedAs(ending(['dee', 'dee'])))[0], 400);
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v1/requests?plan=true',
    headers: max,
    payload: ending(['dee']),
  });
  assert.deepEqual([answer.statusCode, answer.json().code], [403, 'access-denied']);
});

test('all of it keeps the law, and is kept as the contract tells', async () => {
  assert.deepEqual(await findBreaches(world.database, orgId), []);
});
