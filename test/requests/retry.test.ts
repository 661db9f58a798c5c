// A retry is a plan: its rows are judged anew, and foreseen like those of any other.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { deactivateUser } from '../../src/core/accounts/deactivate-user.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Name = 'ada' | 'ben' | 'cy' | 'dee' | 'lea';

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
    users: {
      ada: { accessRole: 'administrator', reports: ['lea', 'cy'] },
      ben: {},
      cy: {},
      dee: {},
      lea: { reports: ['ben', 'dee'] },
    },
    leads: { 1: ['ben'], 2: ['ben', 'lea'], 3: ['ben'], 4: ['lea', 'cy'], 5: ['lea'], 6: ['lea'], 7: ['cy'] },
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

const planRetry = (requestId: number) => api.plan(undefined, `/api/v1/requests/${requestId}/retry`);

function bookOf(preview: { books: { userId: number }[] }, name: Name) {
  return preview.books.find(({ userId }) => userId === org.user(name).userId);
}

async function write(text: string, ...values: unknown[]): Promise<void> {
  await inOrg(world.database, orgId, async (tx) => tx.write({ text, values: [orgId, ...values] }));
}

const bringBack = (name: Name) =>
  write('update org_user set is_active = true where org_id = $1 and user_id = $2', org.user(name).userId);

test('the plan of a retry foresees counts, rows and books, and running it does what it foresaw', async () => {
  const planned = await api.plan({
    kind: 'reassign',
    selection: { owner: ref('ben') },
    to: { user: ref('cy') },
    others: 'same-role',
  });
  await deactivateUser(world.database, orgId, org.user('cy').email);
  assert.equal((await api.run(planned.requestId)).counts.failed, 3);

  const hopeless = await planRetry(planned.requestId);
  assert.deepEqual([hopeless.preview.changed, hopeless.preview.failed], [0, 3]);
  assert.deepEqual(
    hopeless.preview.warnings.map(({ code }: { code: string }) => code),
    ['rows-will-fail'],
  );
  await bringBack('cy');
  const retry = await planRetry(planned.requestId);
  assert.deepEqual([retry.state, retry.counts.total, retry.preview.changed], ['planned', 3, 3]);
  const change = { demoted: 0, removed: 0, receives: 0, gives: 0 };
  assert.deepEqual(bookOf(retry.preview, 'cy'), {
    ...change,
    ...{ userId: org.user('cy').userId, receives: 3, bookBefore: 1, bookAfter: 4 },
  });
  assert.deepEqual(bookOf(retry.preview, 'ben'), {
    ...change,
    ...{ userId: org.user('ben').userId, gives: 3, removed: 3, bookBefore: 3, bookAfter: 0 },
  });
  assert.ok((await api.rows(retry.requestId)).every((row: { planned: string }) => row.planned === 'changed'));
  const done = await api.run(retry.requestId);
  assert.deepEqual([done.state, done.counts.changed], ['done', 3]);
});

test('a row that named somebody or a lead unknown at the plan is read again', async () => {
  const first = await api.make({
    kind: 'reassign',
    rows: [
      { leadId: 1, primary: { email: 'new@example.com' }, key: 'a' },
      { leadId: 99, listed: [ref('dee')], others: 'all', key: 'b' },
      { leadId: 2, primary: ref('cy'), listed: [{ email: 'new@example.com' }], key: 'c' },
      { leadId: 3, primary: { email: 'nobody@example.com' }, key: 'd' },
    ],
    to: { user: ref('cy') },
  });
  assert.equal(first.counts.failed, 4);
  const items = await api.rows(first.requestId);
  assert.deepEqual(items[0].input, { primary: { email: 'new@example.com' } });
  await write(
    `insert into org_user (org_id, user_id, email, first_name, last_name, agent_role, access_role, email_key)
      values ($1, 900, 'New@example.com', 'New', 'Example', 'Loan Officer', 'agent', 'new@example.com')`,
  );
  await write('insert into lead (org_id, lead_id) values ($1, 99)');
  const retry = await planRetry(first.requestId);
  const told = await api.rows(retry.requestId);
  assert.deepEqual(
    told.map((row: Record<string, unknown>) => [row.key, row.planned, row.code]),
    [
      ['a', 'changed', undefined],
      ['b', 'changed', undefined],
      ['c', 'changed', undefined],
      ['d', 'failed', 'user-not-found'],
    ],
  );
  const done = await api.run(retry.requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [3, 1]);
  const lead = await api.get('/api/v1/leads/99');
  assert.deepEqual(
    lead.assignments.map(({ user }: { user: { userId: number } }) => user.userId).sort(),
    [org.user('cy').userId, org.user('dee').userId].sort(),
  );
});

test('leads without room look for it again, and say why they went where they went', async () => {
  const distribution = { mode: 'even', receivers: [{ user: ref('dee'), cap: 2 }], keepStanding: true };
  const first = await api.make({ kind: 'reassign', leads: [1, 2, 3], to: { distribution } });
  assert.deepEqual([first.counts.changed, first.counts.failed], [2, 1]);
  const full = await planRetry(first.requestId);
  assert.deepEqual(
    full.preview.warnings.map(({ code }: { code: string }) => code),
    ['no-room'],
  );
  await api.make({ kind: 'reassign', leads: [4], to: { user: ref('dee') } });
  const overfull = await planRetry(first.requestId);
  assert.deepEqual(
    overfull.preview.warnings.map(({ code }: { code: string }) => code),
    ['no-room', 'receiver-over-cap'],
  );
  await api.make({ kind: 'reassign', leads: [1, 4], to: { user: ref('cy') } });
  const retry = await planRetry(first.requestId);
  assert.deepEqual([retry.preview.changed, retry.preview.failed], [1, 0]);
  assert.match((await api.rows(retry.requestId))[0].why, /receives by share/);
  await deactivateUser(world.database, orgId, org.user('dee').email);
  const gone = await planRetry(first.requestId);
  assert.equal((await api.rows(gone.requestId))[0].code, 'receiver-unavailable');
});

test('a retry of managers reads names again and judges one tree', async () => {
  const first = await api.make({
    kind: 'managers',
    rows: [
      { user: ref('dee'), manager: { email: 'boss@example.com' }, key: 'x' },
      { user: ref('ada'), manager: ref('ben') },
      { user: ref('cy'), manager: ref('lea') },
    ],
  });
  assert.deepEqual([first.counts.changed, first.counts.failed], [1, 2]);
  assert.equal((await api.rows(first.requestId))[0].userId, org.user('dee').userId);
  await write(
    `insert into org_user (org_id, user_id, email, first_name, last_name, agent_role, access_role, email_key)
      values ($1, 901, 'boss@example.com', 'The', 'Boss', 'Loan Officer', 'agent', 'boss@example.com')`,
  );
  const retry = await planRetry(first.requestId);
  assert.deepEqual([retry.preview.changed, retry.preview.failed], [1, 1]);
  const [row] = await api.rows(retry.requestId);
  assert.deepEqual([row.key, row.receiver.userId, row.planned], ['x', 901, 'changed']);
  assert.equal((await api.run(retry.requestId)).counts.changed, 1);
});

test('a retry of an offboarding foresees what is left of it, part by part', async () => {
  const asked = await api.post('/api/v1/requests', {
    kind: 'offboard',
    user: ref('lea'),
    leads: [
      {
        standing: 'primary',
        to: { distribution: { mode: 'even', receivers: [{ user: ref('dee'), cap: 1 }] } },
      },
      { standing: 'secondary', to: { user: ref('cy') } },
    ],
    reports: { to: ref('cy') },
  });
  const { requestId } = asked.json();
  await deactivateUser(world.database, orgId, org.user('cy').email);
  const first = await api.finish(requestId);
  assert.equal(first.counts.failed, 7); // two reports and lead 2 of cy's, two leads without room, and so the account and its line
  await bringBack('cy');
  await api.make({ kind: 'reassign', leads: [4], to: { user: ref('ben') }, others: 'same-role' });
  const retry = await planRetry(requestId);
  assert.equal(retry.counts.total, 7);
  assert.deepEqual([retry.preview.changed, retry.preview.failed], [4, 3]);
  assert.deepEqual([retry.preview.leaver.isActive, retry.preview.leaver.leads], [true, 3]);
  assert.deepEqual(retry.preview.leavers[0].left, { leads: 1, reports: 0 });
  const done = await api.run(retry.requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [4, 3]);
  assert.deepEqual([done.result.clean, done.result.assignments, done.result.reports], [false, 1, 0]);
});

test('what is undone as a whole is not tried again, nor by a retry that was planned before', async () => {
  const first = await api.make({
    kind: 'reassign',
    rows: [
      { leadId: 1, primary: ref('cy') },
      { leadId: 99, primary: ref('cy') },
    ],
  });
  assert.deepEqual([first.counts.changed, first.counts.failed], [1, 1]);
  const path = `/api/v1/requests/${first.requestId}`;
  const waiting = await planRetry(first.requestId);
  const undo = await api.make(undefined, `${path}/undo`);
  assert.deepEqual((await api.get(path)).ways, []);
  for (const refused of [
    await api.post(`${path}/retry`),
    await api.post(`/api/v1/requests/${waiting.requestId}/run`),
  ]) {
    assert.deepEqual([refused.statusCode, refused.json().code], [409, 'nothing-to-retry']);
    assert.match(refused.json().detail, new RegExp(`undone, by request ${undo.requestId}`));
  }
  await api.make(undefined, `/api/v1/requests/${undo.requestId}/undo`);
  assert.equal((await api.run(waiting.requestId)).counts.failed, 1);
});

test('nobody ends their own account again by the undo of what brought it back', async () => {
  await write(
    `update org_user set access_role = 'administrator' where org_id = $1 and user_id = $2`,
    org.user('dee').userId,
  );
  const { requestId } = await api.make({ kind: 'offboard', user: ref('dee') });
  const undo = await api.make(undefined, `/api/v1/requests/${requestId}/undo`);
  const dee = await callAs('dee');
  for (const query of ['', '?plan=true']) {
    const refused = await dee.post(`/api/v1/requests/${undo.requestId}/undo${query}`);
    assert.deepEqual([refused.statusCode, refused.json().code], [400, 'invalid-input']);
    assert.match(refused.json().detail, /would end your own account/);
  }
  assert.equal((await api.get(`/api/v1/users/${org.user('dee').userId}`)).isActive, true);
});

test('an undo refuses to leave out what the request is not about, and says so where nothing else is left', async () => {
  const { requestId } = await api.make({ kind: 'reassign', leads: [1, 2], to: { user: ref('cy') } });
  const undo = (body: object) => api.post(`/api/v1/requests/${requestId}/undo`, body);
  const unknown = await undo({ exceptLeads: [1, 99] });
  assert.deepEqual([unknown.statusCode, unknown.json().code], [409, 'row-not-changed']);
  assert.match(unknown.json().detail, /no row about lead 99 to leave out/);
  const all = await undo({ exceptLeads: [1, 2] });
  assert.deepEqual([all.statusCode, all.json().code], [409, 'nothing-to-undo']);
  assert.match(all.json().detail, /changed nothing but what is left out/);
});
