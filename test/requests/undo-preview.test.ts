import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { deactivateUser } from '../../src/core/accounts/deactivate-user.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Name = 'ada' | 'ben' | 'cy' | 'dee';

let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
let api: ApiCaller;
let orgId = 800;

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
});

beforeEach(async () => {
  orgId += 1;
  org = await anOrganisation(world.database, {
    orgId,
    users: { ada: { accessRole: 'administrator', reports: ['ben'] }, ben: {}, cy: {}, dee: {} },
    leads: { 1: ['ben', 'dee'], 2: ['ben'], 3: ['ben'], 4: ['cy'] },
  });
  api = await callAs('ada');
});

after(async () => {
  await app.close();
  await world.drop();
});

const ref = (name: Name) => ({ userId: org.user(name).userId });

async function callAs(name: Name): Promise<ApiCaller> {
  return new ApiCaller({ app, database: world.database, orgId }, await org.signIn(name));
}

const planUndo = (requestId: number) => api.plan(undefined, `/api/v1/requests/${requestId}/undo`);

interface Book {
  userId: number;
  bookBefore: number;
  bookAfter: number;
  receives: number;
  gives: number;
  demoted: number;
  removed: number;
}

/** A book as `before>after`, and what happens to the user on the way. */
function bookOf({ preview }: { preview: { books: Book[] } }, name: Name): string {
  const book = preview.books.find(({ userId }) => userId === org.user(name).userId);
  if (!book) return 'untouched';
  const { bookBefore, bookAfter, receives, gives, demoted, removed } = book;
  return `${bookBefore}>${bookAfter} receives ${receives} gives ${gives} demoted ${demoted} removed ${removed}`;
}

async function countBook(name: Name): Promise<number> {
  const url = `/api/v1/users/${org.user(name).userId}/book`;
  return (await api.get(url)).book;
}

test('the plan of an undo shows everyone’s book before and after, and its run comes to that', async () => {
  const { requestId } = await api.make({
    kind: 'reassign',
    selection: { owner: ref('ben') },
    to: { user: ref('cy') },
    others: 'same-role',
  });
  await api.make({ kind: 'reassign', leads: [3], to: { user: ref('dee') } });
  const planned = await planUndo(requestId);
  assert.deepEqual([planned.preview.changed, planned.preview.skipped], [2, 1]);
  assert.deepEqual(
    planned.preview.warnings.map(({ code }: { code: string }) => code),
    ['later-changes'],
  );
  assert.equal(bookOf(planned, 'ben'), '0>2 receives 2 gives 0 demoted 0 removed 0');
  assert.equal(bookOf(planned, 'cy'), '3>1 receives 0 gives 2 demoted 0 removed 2');
  assert.equal(bookOf(planned, 'dee'), 'untouched');
  assert.equal(planned.preview.usersTouched, 2);
  assert.deepEqual([await countBook('ben'), await countBook('cy')], [0, 3]);
  assert.equal((await api.run(planned.requestId)).counts.changed, 2);
  assert.deepEqual([await countBook('ben'), await countBook('cy')], [2, 1]);
});

test('the rows of an undo say who would get each back, and why, and once it has run who did', async () => {
  const { requestId } = await api.make({
    kind: 'reassign',
    selection: { owner: ref('ben') },
    to: { user: ref('cy') },
    others: 'same-role',
  });
  await api.make({ kind: 'reassign', leads: [3], to: { user: ref('dee') } });
  const { requestId: undoId } = await planUndo(requestId);
  const why = `${org.user('ben').name} stood on the lead as Loan Officer, primary, before request ${requestId}.`;
  const told = async () =>
    (await api.rows(undoId)).map((row: { receiver?: { userId: number }; why?: string }) => [
      row.receiver?.userId,
      row.why,
    ]);
  const ben = org.user('ben').userId;
  assert.deepEqual(await told(), [
    [ben, why],
    [ben, why],
    [undefined, undefined],
  ]);
  assert.equal((await api.rows(undoId))[0].primaryNow.userId, org.user('cy').userId);
  await api.make({ kind: 'reassign', leads: [2], to: { user: ref('dee') } });
  await api.run(undoId);
  assert.deepEqual(await told(), [
    [ben, why],
    [undefined, undefined],
    [undefined, undefined],
  ]);
});

test('the plan of an offboarding’s undo shows the books that come back with the account', async () => {
  const { requestId } = await api.make({
    kind: 'offboard',
    user: ref('ben'),
    leads: [{ to: { user: ref('cy') } }],
  });
  const planned = await planUndo(requestId);
  assert.equal(bookOf(planned, 'ben'), '0>3 receives 3 gives 0 demoted 0 removed 0');
  assert.equal(bookOf(planned, 'cy'), '4>1 receives 0 gives 3 demoted 0 removed 3');
});

test('an undo that cannot put somebody back names them', async () => {
  const { requestId } = await api.make({
    kind: 'reassign',
    leads: [1, 2],
    to: { user: ref('cy') },
    others: 'same-role',
  });
  await deactivateUser(world.database, orgId, org.user('ben').email);
  const { requestId: undoId, preview } = await planUndo(requestId);
  assert.equal(preview.failed, 2);
  const items = await api.rows(undoId);
  const ben = org.user('ben');
  assert.equal(
    items[1].message,
    `${ben.name} (user ${ben.userId}) is no longer active, so cannot be put back as Loan Officer.`,
  );
});

test('an undo that runs at once keeps no preview, for nothing was foreseen', async () => {
  const { requestId } = await api.make({ kind: 'reassign', leads: [1], to: { user: ref('cy') } });
  const undo = await api.make(undefined, `/api/v1/requests/${requestId}/undo`);
  assert.equal(undo.preview, null);
});

test('an undo ends the plan of another that waits and says so, and only undos that still stand are named', async () => {
  const { requestId } = await api.make({ kind: 'reassign', leads: [1, 2], to: { user: ref('cy') } });
  const path = `/api/v1/requests/${requestId}`;
  const show = (id: number) => api.get(`/api/v1/requests/${id}`);
  const some = await api.plan({ leads: [1] }, `${path}/undo`);
  const all = await api.plan({}, `${path}/undo`);
  const direct = await api.make({}, `${path}/undo`);
  const ended = await Promise.all([some, all].map((plan) => show(plan.requestId)));
  assert.deepEqual(
    ended.map(({ state, result }) => [state, result]),
    [
      ['cancelled', { replacedBy: all.requestId }],
      ['cancelled', { replacedBy: direct.requestId }],
    ],
  );
  assert.deepEqual(
    [(await show(requestId)).undoneBy, (await show(requestId)).undoPlan],
    [[direct.requestId], null],
  );
  await api.make({}, `/api/v1/requests/${direct.requestId}/undo`);
  assert.deepEqual([(await show(requestId)).undoneBy, (await show(requestId)).undone], [[], null]);
});
