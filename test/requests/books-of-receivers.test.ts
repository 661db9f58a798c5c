// A preview shows the book of everyone who is named to receive, whatever they get.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const names = ['ada', 'ben', 'cy', 'dee'] as const;
type Name = (typeof names)[number];

let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
let api: ApiCaller;
let orgId = 700;

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
});

beforeEach(async () => {
  orgId += 1;
  org = await anOrganisation(world.database, {
    orgId,
    users: { ada: { accessRole: 'administrator', reports: ['ben', 'cy', 'dee'] }, ben: {}, cy: {}, dee: {} },
    leads: { 1: ['ben'], 2: ['ben'], 3: ['ben'], 4: ['cy'] },
  });
  api = new ApiCaller({ app, database: world.database, orgId }, await org.signIn('ada'));
});

after(async () => {
  await app.close();
  await world.drop();
});

const ref = (name: Name) => ({ userId: org.user(name).userId });
const full = (name: Name) => ({ user: ref(name), cap: 0 });

type Book = { userId: number; bookBefore: number; receives: number; bookAfter: number };

function booksOf({ preview }: { preview: { books: Book[] } }) {
  return preview.books.map(({ userId, bookBefore, receives, bookAfter }) => [
    names.find((name) => org.user(name).userId === userId),
    bookBefore,
    receives,
    bookAfter,
  ]);
}

test('whoever shares in a distribution is shown first, with zeros where they get nothing', async () => {
  const distribution = { mode: 'even', receivers: [full('dee'), full('cy'), { user: ref('ada') }] };
  const planned = await api.plan({ kind: 'reassign', leads: [1, 2], to: { distribution }, others: 'all' });
  assert.deepEqual(booksOf(planned), [
    ['ada', 0, 2, 2],
    ['cy', 1, 0, 1],
    ['dee', 0, 0, 0],
    ['ben', 3, 0, 1],
  ]);
  assert.equal(planned.preview.usersTouched, 2);
});

test('the one receiver is shown where every lead is theirs already, or none is found', async () => {
  const kept = await api.plan({ kind: 'reassign', leads: [1, 2, 3], to: { user: ref('ben') } });
  assert.deepEqual(booksOf(kept), [['ben', 3, 0, 3]]);
  const none = await api.plan({
    kind: 'reassign',
    selection: { status: ['Nonsense'] },
    to: { user: ref('cy') },
  });
  assert.deepEqual(booksOf(none), [['cy', 1, 0, 1]]);
});

test('receivers of an offboarding and of a retry are shown alike', async () => {
  const distribution = { mode: 'even', receivers: [full('cy'), full('dee')] };
  const leads = [{ to: { distribution } }];
  const offboarding = { kind: 'offboard', user: ref('ben'), leads };
  const nobodyGets = [
    ['cy', 1, 0, 1],
    ['dee', 0, 0, 0],
  ];
  assert.deepEqual(booksOf(await api.plan(offboarding)), nobodyGets);
  for (const asked of [offboarding, { kind: 'reassign', leads: [1], to: { distribution } }]) {
    const { requestId } = await api.make(asked);
    assert.deepEqual(booksOf(await api.plan(undefined, `/api/v1/requests/${requestId}/retry`)), nobodyGets);
  }
});
