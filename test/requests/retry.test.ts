// A retry is a plan: its rows are judged anew, and foreseen like those of any other.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOrg } from '../../src/database/transaction.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 701,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['lea', 'cy'] },
    ben: {},
    cy: {},
    dee: {},
    lea: { reports: ['ben', 'dee'] },
  },
  leads: { 1: ['ben'], 2: ['ben', 'lea'], 3: ['ben'], 4: ['lea', 'cy'], 5: ['lea'], 6: ['lea'], 7: ['cy'] },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref } = world;

const planRetry = (requestId: number) => ada.planRetry(requestId);

function bookOf(preview: { books: { userId: number }[] }, name: Name) {
  return preview.books.find(({ userId }) => userId === world.idOf(name));
}

async function write(text: string, ...values: unknown[]): Promise<void> {
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({ text, values: [world.orgId, ...values] }),
  );
}

const bringBack = (name: Name) =>
  write('update org_user set is_active = true where org_id = $1 and user_id = $2', world.idOf(name));

test('the plan of a retry foresees counts, rows and books, and running it does what it foresaw', async () => {
  const planned = await ada.plan({
    kind: 'reassign',
    selection: { owner: ref('ben') },
    to: { user: ref('cy') },
    others: 'same-role',
  });
  await deactivateUser(world.database, world.orgId, world.user('cy').email);
  assert.equal((await ada.run(planned.requestId)).counts.failed, 3);

  const hopeless = await planRetry(planned.requestId);
  assert.deepEqual([hopeless.preview.changed, hopeless.preview.failed], [0, 3]);
  assert.deepEqual(
    hopeless.preview.warnings.map(({ code }) => code),
    ['rows-will-fail'],
  );
  await bringBack('cy');
  const retry = await planRetry(planned.requestId);
  assert.deepEqual([retry.state, retry.counts.total, retry.preview.changed], ['planned', 3, 3]);
  const change = { demoted: 0, removed: 0, receives: 0, gives: 0 };
  assert.deepEqual(bookOf(retry.preview, 'cy'), {
    ...change,
    ...{ userId: world.idOf('cy'), receives: 3, bookBefore: 1, bookAfter: 4 },
  });
  assert.deepEqual(bookOf(retry.preview, 'ben'), {
    ...change,
    ...{ userId: world.idOf('ben'), gives: 3, removed: 3, bookBefore: 3, bookAfter: 0 },
  });
  assert.ok((await ada.rows(retry.requestId)).every((row) => row?.planned === 'changed'));
  const done = await ada.run(retry.requestId);
  assert.deepEqual([done.state, done.counts.changed], ['done', 3]);
});

test('a row that named somebody or a lead unknown at the plan is read again', async () => {
  const first = await ada.make({
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
  const items = await ada.rows(first.requestId);
  assert.deepEqual(items[0]?.input, { primary: { email: 'new@example.com' } });
  await write(
    `insert into org_user (org_id, user_id, email, first_name, last_name, agent_role, access_role, email_key)
      values ($1, 900, 'New@example.com', 'New', 'Example', 'Loan Officer', 'agent', 'new@example.com')`,
  );
  await write('insert into lead (org_id, lead_id) values ($1, 99)');
  const retry = await planRetry(first.requestId);
  const told = await ada.rows(retry.requestId);
  assert.deepEqual(
    told.map((row) => [row?.key, row?.planned, row?.code]),
    [
      ['a', 'changed', undefined],
      ['b', 'changed', undefined],
      ['c', 'changed', undefined],
      ['d', 'failed', 'user-not-found'],
    ],
  );
  const done = await ada.run(retry.requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [3, 1]);
  const lead = await ada.leads.show(99);
  assert.deepEqual(
    lead.assignments.map(({ user }) => user.userId).sort(),
    [world.idOf('cy'), world.idOf('dee')].sort(),
  );
});

test('leads without room look for it again, and say why they went where they went', async () => {
  const distribution = { mode: 'even', receivers: [{ user: ref('dee'), cap: 2 }], keepStanding: true };
  const first = await ada.make({ kind: 'reassign', leads: [1, 2, 3], to: { distribution } });
  assert.deepEqual([first.counts.changed, first.counts.failed], [2, 1]);
  const full = await planRetry(first.requestId);
  assert.deepEqual(
    full.preview.warnings.map(({ code }) => code),
    ['no-room'],
  );
  await ada.make({ kind: 'reassign', leads: [4], to: { user: ref('dee') } });
  const overfull = await planRetry(first.requestId);
  assert.deepEqual(
    overfull.preview.warnings.map(({ code }) => code),
    ['no-room', 'receiver-over-cap'],
  );
  await ada.make({ kind: 'reassign', leads: [1, 4], to: { user: ref('cy') } });
  const retry = await planRetry(first.requestId);
  assert.deepEqual([retry.preview.changed, retry.preview.failed], [1, 0]);
  assert.match((await ada.rows(retry.requestId))[0]?.why ?? '', /receives by share/);
  await deactivateUser(world.database, world.orgId, world.user('dee').email);
  const gone = await planRetry(first.requestId);
  assert.equal((await ada.rows(gone.requestId))[0]?.code, 'receiver-unavailable');
});

test('a retry of managers reads names again and judges one tree', async () => {
  const first = await ada.make({
    kind: 'managers',
    rows: [
      { user: ref('dee'), manager: { email: 'boss@example.com' }, key: 'x' },
      { user: ref('ada'), manager: ref('ben') },
      { user: ref('cy'), manager: ref('lea') },
    ],
  });
  assert.deepEqual([first.counts.changed, first.counts.failed], [1, 2]);
  assert.equal((await ada.rows(first.requestId))[0]?.userId, world.idOf('dee'));
  await write(
    `insert into org_user (org_id, user_id, email, first_name, last_name, agent_role, access_role, email_key)
      values ($1, 901, 'boss@example.com', 'The', 'Boss', 'Loan Officer', 'agent', 'boss@example.com')`,
  );
  const retry = await planRetry(first.requestId);
  assert.deepEqual([retry.preview.changed, retry.preview.failed], [1, 1]);
  const [row] = await ada.rows(retry.requestId);
  assert.deepEqual([row?.key, row?.receiver?.userId, row?.planned], ['x', 901, 'changed']);
  assert.equal((await ada.run(retry.requestId)).counts.changed, 1);
});

test('a retry of an offboarding foresees what is left of it, part by part', async () => {
  const { requestId } = await ada.requests.create({
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
  await deactivateUser(world.database, world.orgId, world.user('cy').email);
  const first = await ada.finish(requestId);
  assert.equal(first.counts.failed, 7); // two reports and lead 2 of cy's, two leads without room, and so the account and its line
  await bringBack('cy');
  await ada.make({ kind: 'reassign', leads: [4], to: { user: ref('ben') }, others: 'same-role' });
  const retry = await planRetry(requestId);
  assert.equal(retry.counts.total, 7);
  assert.deepEqual([retry.preview.changed, retry.preview.failed], [4, 3]);
  assert.partialDeepStrictEqual(retry.preview, { leaver: { isActive: true, leads: 3 } });
  assert.deepEqual(retry.preview.leavers?.[0]?.left, { leads: 1, reports: 0 });
  const done = await ada.run(retry.requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [4, 3]);
  assert.partialDeepStrictEqual(done.result, { clean: false, assignments: 1, reports: 0 });
});

test('what is undone as a whole is not tried again, nor by a retry that was planned before', async () => {
  const first = await ada.make({
    kind: 'reassign',
    rows: [
      { leadId: 1, primary: ref('cy') },
      { leadId: 99, primary: ref('cy') },
    ],
  });
  assert.deepEqual([first.counts.changed, first.counts.failed], [1, 1]);
  const waiting = await planRetry(first.requestId);
  const undo = await ada.undo(first.requestId);
  assert.deepEqual((await ada.requests.show(first.requestId)).ways, []);
  for (const refused of [
    await ada.refuse(`/api/v1/requests/${first.requestId}/retry`),
    await ada.refuse(`/api/v1/requests/${waiting.requestId}/run`),
  ]) {
    assert.deepEqual([refused.status, refused.code], [409, 'nothing-to-retry']);
    assert.match(refused.detail, new RegExp(`undone, by request ${undo.requestId}`));
  }
  await ada.undo(undo.requestId);
  assert.equal((await ada.run(waiting.requestId)).counts.failed, 1);
});

test('nobody ends their own account again by the undo of what brought it back', async () => {
  await write(
    `update org_user set access_role = 'administrator' where org_id = $1 and user_id = $2`,
    world.idOf('dee'),
  );
  const { requestId } = await ada.make({ kind: 'offboard', user: ref('dee') });
  const undo = await ada.undo(requestId);
  const dee = world.as('dee');
  for (const query of ['', '?plan=true']) {
    const refused = await dee.refuse(`/api/v1/requests/${undo.requestId}/undo${query}`);
    assert.deepEqual([refused.status, refused.code], [400, 'invalid-input']);
    assert.match(refused.detail, /would end your own account/);
  }
  assert.equal((await ada.users.show(world.idOf('dee'))).isActive, true);
});

test('an undo refuses to leave out what the request is not about, and says so where nothing else is left', async () => {
  const { requestId } = await ada.make({ kind: 'reassign', leads: [1, 2], to: { user: ref('cy') } });
  const undo = (body: object) => ada.refuse(`/api/v1/requests/${requestId}/undo`, body);
  const unknown = await undo({ exceptLeads: [1, 99] });
  assert.deepEqual([unknown.status, unknown.code], [409, 'row-not-changed']);
  assert.match(unknown.detail, /no row about lead 99 to leave out/);
  const all = await undo({ exceptLeads: [1, 2] });
  assert.deepEqual([all.status, all.code], [409, 'nothing-to-undo']);
  assert.match(all.detail, /changed nothing but what is left out/);
});
