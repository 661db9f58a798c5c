import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBreaches } from '../support/ownership-law.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 840,
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
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref } = world;

const ending = (names: Name[], more = {}) => ({
  kind: 'account',
  users: names.map(ref),
  isActive: false,
  ...more,
});
const returning = (...names: Name[]) => ({ kind: 'account' as const, users: names.map(ref), isActive: true });

/** Whether they are active, and to whom they report. */
async function stateOf(name: Name): Promise<[boolean, string | undefined]> {
  const { isActive, manager } = await ada.users.show(ref(name).userId);
  return [isActive, manager?.name.replace(' Example', '')];
}

async function outcomesOf(requestId: number): Promise<string[]> {
  return (await ada.rows(requestId)).map(({ outcome, code }) => (code ? `${outcome} ${code}` : outcome));
}

test('an account ends with its keys and its own line, and its undo brings all but the keys back', async () => {
  const keys = await world.signIn('dee');
  const planned = await ada.plan(ending(['dee']));
  assert.deepEqual(
    planned.preview.leavers?.map(({ account, left }) => [account, left]),
    [['ends', { leads: 0, reports: 0 }]],
  );
  const ended = await ada.run(planned.requestId);
  assert.equal(ended.state, 'done');
  assert.partialDeepStrictEqual(ended.result, { clean: true });
  assert.deepEqual(await stateOf('dee'), [false, undefined]);
  assert.equal((await world.app.inject({ url: '/api/v1/users', headers: keys })).statusCode, 401);
  const undone = await ada.undo(ended.requestId);
  assert.equal(undone.state, 'done');
  assert.deepEqual(await stateOf('dee'), [true, 'Max']);
  assert.equal((await world.app.inject({ url: '/api/v1/users', headers: keys })).statusCode, 401);
});

test('an account whose user holds something stays, until it is placed or is to end anyway', async () => {
  const kept = await ada.make(ending(['ben', 'max']));
  assert.equal(kept.state, 'failed');
  assert.deepEqual(new Set(await outcomesOf(kept.requestId)), new Set(['failed something-left']));
  assert.deepEqual(await stateOf('ben'), [true, 'Max']);
  await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('fay') }, others: 'all' });
  const again = await ada.retry(kept.requestId);
  assert.deepEqual(
    [await stateOf('ben'), await stateOf('max')],
    [
      [false, undefined],
      [true, 'Ada'],
    ],
  );
  assert.equal(again.state, 'failed', 'whoever leads somebody stays');
  const anyway = await ada.make(ending(['cy'], { account: 'end-anyway' }));
  assert.equal(anyway.state, 'done');
  assert.partialDeepStrictEqual(anyway.result, { assignments: 1 });
  assert.deepEqual(await stateOf('cy'), [false, undefined]);
  const { items } = await ada.orphans({ kind: 'lead-primary-inactive' }).first();
  assert.deepEqual(
    items.map(({ leadId }) => leadId),
    [2],
  );
});

test('whoever comes back is the same person, and the undo of it ends the account again where nothing is left', async () => {
  await ada.make(ending(['fay'], { account: 'end-anyway' }));
  const { preview } = await ada.plan(returning('fay'));
  assert.deepEqual(
    preview.warnings.map(({ code }) => code),
    ['without-manager'],
  );
  const planned = await ada.plan(returning('gil', 'ada'));
  const back = await ada.run(planned.requestId);
  assert.deepEqual([back.state, await outcomesOf(back.requestId)], ['done', ['changed', 'unchanged']]);
  assert.deepEqual(await stateOf('gil'), [true, 'Max']);
  await ada.make({ kind: 'reassign', leads: [4], to: { user: ref('gil') }, others: 'all' });
  const waiting = await ada.undo(back.requestId);
  assert.deepEqual(
    [waiting.state, await outcomesOf(waiting.requestId)],
    ['failed', ['failed something-left']],
  );
  assert.deepEqual(await stateOf('gil'), [true, 'Max']);
  await ada.make({ kind: 'reassign', leads: [4], to: { user: ref('eve') }, others: 'all' });
  assert.equal((await ada.undo(back.requestId)).state, 'done');
  assert.equal((await stateOf('gil'))[0], false);
});

test('what cannot be is refused before anything is planned', async () => {
  const refusedAs = async (body: object) => {
    const { status, code, field } = await ada.refuse('/api/v1/requests?plan=true', body);
    return [status, code, field];
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
  const refused = await world.as('max').refuse('/api/v1/requests?plan=true', ending(['dee']));
  assert.deepEqual([refused.status, refused.code], [403, 'access-denied']);
});

test('a return that waits for its day names nobody who is in the way', async () => {
  const { requestId } = await ada.requests.create({ ...returning('gil'), runAt: '2199-01-01T00:00:00Z' });
  const { items } = await ada.orphans({ kind: 'request-names-leaver' }).first();
  assert.deepEqual(items, []);
  await ada.requests.cancel(requestId);
});

test('all of it keeps the law, and is kept as the contract tells', async () => {
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
});
