// A request takes users off leads as well as it puts them on, and never because of a word that was left out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownRequest } from '../../src/client/client.ts';
import type { Caller, Refused } from '../support/open-caller.ts';
import { useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 801,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['ben', 'eli'] },
    ben: { accessRole: 'manager', reports: ['cy', 'dee', 'pat'] },
    cy: { accessRole: 'agent' },
    dee: { accessRole: 'agent' },
    eli: { accessRole: 'agent' },
    pat: { agentRole: 'Processor', accessRole: 'agent' },
    quinn: { agentRole: 'Processor', accessRole: 'agent' },
  },
  leads: { 1: ['cy', 'dee', 'pat'], 2: ['cy', 'pat', 'quinn'], 3: ['cy'], 4: ['eli', 'cy'], 5: [] },
});
const ada = world.as('ada');
const { ref } = world;

/** `cy primary, dee secondary`, in the order of their ids. */
async function standOn(leadId: number): Promise<string> {
  const { assignments } = await ada.leads.show(leadId);
  return assignments
    .map(({ user, standing }) => ({
      userId: user.userId,
      text: `${user.name.split(' ')[0]?.toLowerCase()} ${standing}`,
    }))
    .sort((a: { userId: number }, b: { userId: number }) => a.userId - b.userId)
    .map(({ text }) => text)
    .join(', ');
}

const asBefore = 'cy primary, dee secondary, pat primary';

async function upload(query: string, csv: string) {
  const url = `/api/v1/requests?kind=reassign&${query}`;
  const headers = { 'content-type': 'text/csv' };
  const answer = await ada.send({ method: 'POST', url, headers, payload: csv });
  return { status: answer.statusCode, body: answer.json<ShownRequest & Partial<Refused>>() };
}

async function refuse(body: object, status = 400): Promise<string> {
  const refused = await ada.refuse('/api/v1/requests?plan=true', { kind: 'reassign', ...body });
  assert.equal(refused.status, status);
  return refused.detail;
}

test('everybody is taken off a lead: seen before, run, found among the unassigned, undone and done again', async () => {
  const planned = await ada.plan({ kind: 'reassign', rows: [{ leadId: 1, primary: null }], others: 'all' });
  assert.equal(planned.preview.emptied, 1);
  assert.ok(planned.preview.warnings.some(({ message }) => message === '1 lead will have nobody.'));
  const cy = planned.preview.books.find((book) => book.userId === ref('cy').userId);
  assert.deepEqual([cy?.bookBefore, cy?.gives, cy?.removed, cy?.bookAfter], [3, 1, 1, 2]);
  const [row] = await ada.rows(planned.requestId);
  assert.deepEqual([row?.receiver, row?.input, row?.planned], [null, { primary: null }, 'changed']);
  assert.equal(await standOn(1), asBefore);

  const done = await ada.run(planned.requestId);
  assert.deepEqual([done.state, done.counts.changed, await standOn(1)], ['done', 1, '']);
  const unassigned = await ada.leads.list({ unassigned: true }).first();
  assert.deepEqual(
    unassigned.items.map(({ leadId }) => leadId),
    [1, 5],
  );

  const undone = await ada.undo(planned.requestId);
  assert.deepEqual([undone.counts.changed, await standOn(1)], [1, asBefore]);
  await ada.undo(undone.requestId);
  assert.equal(await standOn(1), '');
});

test('a selection is taken off by terms that hold for all its leads, and asked again is unchanged', async () => {
  const body = { kind: 'reassign', selection: { owner: ref('cy') }, to: null, others: 'all' };
  const planned = await ada.plan(body);
  assert.equal(planned.preview.emptied, 3);
  await ada.run(planned.requestId);
  for (const leadId of [1, 2, 3]) assert.equal(await standOn(leadId), '');
  const again = await ada.make({ kind: 'reassign', leads: [1, 2, 3, 5], to: null, others: 'all' });
  assert.deepEqual([again.counts.changed, again.counts.unchanged], [0, 4]);
});

test('a role is emptied, and other roles stay', async () => {
  const leads = [1, 2, 3];
  const done = await ada.make({ kind: 'reassign', leads, to: null, agentRole: 'Processor' });
  assert.deepEqual([done.counts.changed, done.counts.unchanged], [2, 1]);
  assert.deepEqual([await standOn(1), await standOn(2)], ['cy primary, dee secondary', 'cy primary']);
  await ada.make({ kind: 'reassign', rows: [{ leadId: 1, primary: null, agentRole: 'Loan Officer' }] });
  assert.equal(await standOn(1), '');
});

test('certain users are removed, and where one was primary the longest-standing rises', async () => {
  const rows = [
    { leadId: 1, remove: [ref('cy'), { email: world.user('pat').email }] },
    { leadId: 3, primary: null, remove: [ref('cy')] },
    { leadId: 4, remove: [ref('cy')] },
    { leadId: 5, remove: [ref('cy')] },
  ];
  const done = await ada.make({ kind: 'reassign', rows });
  assert.deepEqual([done.counts.changed, done.counts.unchanged], [3, 1]);
  assert.deepEqual(await Promise.all([1, 3, 4].map(standOn)), ['dee primary', '', 'eli primary']);
  await ada.undo(done.requestId);
  const after = await Promise.all([1, 3, 4].map(standOn));
  assert.deepEqual(after, [asBefore, 'cy primary', 'cy secondary, eli primary']);
});

test('one row removes and puts on, and a request removes beside whoever receives', async () => {
  await ada.make({
    kind: 'reassign',
    rows: [
      { leadId: 1, primary: ref('dee'), remove: [ref('cy')], listed: [ref('quinn')] },
      { leadId: 2, primary: null, agentRole: 'Processor', listed: [ref('dee')] },
    ],
  });
  assert.equal(await standOn(1), 'dee primary, pat primary, quinn secondary');
  assert.equal(await standOn(2), 'cy primary, dee secondary');
  await ada.make({ kind: 'reassign', leads: [2, 3], to: { user: ref('eli') }, remove: [ref('cy')] });
  assert.equal(await standOn(2), 'dee secondary, eli primary');
  assert.equal(await standOn(3), 'eli primary');
});

test('rows of a request for nobody may name their own receiver, and other rows who goes', async () => {
  const rows = [{ leadId: 1 }, { leadId: 2, primary: ref('dee') }, { leadId: 4, others: 'all' }];
  await ada.make({ kind: 'reassign', rows, to: null, agentRole: 'Processor' });
  assert.deepEqual(await Promise.all([1, 2, 4].map(standOn)), [
    'cy primary, dee secondary',
    'cy secondary, dee primary, pat primary, quinn secondary',
    '',
  ]);
});

test('a CSV takes off by a word, and a blank cell takes nobody off', async () => {
  const blank = await upload('others=all&plan=true', 'lead_id,primary_email\n1,\n');
  assert.equal(blank.status, 400);
  assert.match(blank.body.detail ?? '', /in a CSV the word nobody/);
  const columns = 'lead_id,primary_email,others,agent_role,remove_user_ids';
  const made = await upload(
    'plan=false',
    `${columns}\n1,nobody,all,,\n2,Nobody,,Processor,\n3,nobody,,,${ref('cy').userId}\n4,${world.user('dee').email},,,${ref('eli').userId}\n`,
  );
  assert.equal(made.status, 202, JSON.stringify(made.body));
  const done = await ada.finish(made.body.requestId);
  assert.equal(done.counts.changed, 4);
  assert.deepEqual(await Promise.all([1, 2, 3, 4].map(standOn)), [
    '',
    'cy primary',
    '',
    'cy secondary, dee primary',
  ]);
});

test('the query of a CSV says that nobody receives, and then no receiver', async () => {
  const made = await upload('to=nobody&others=all', 'lead_id,primary_email\n1,\n');
  await ada.finish(made.body.requestId);
  assert.equal(await standOn(1), '');
  const both = await upload(`to=nobody&others=all&toUserId=${ref('cy').userId}`, 'lead_id\n1\n');
  assert.deepEqual([both.status, both.body.field], [400, 'to']);
  const bad = await upload(
    'others=all',
    `lead_id,primary_email,primary_user_id\n1,nobody,${ref('cy').userId}\n`,
  );
  assert.equal(bad.status, 400);
});

test('a request for nobody that does not say who goes is refused, and so is one that contradicts itself', async () => {
  const saysWho = /it is not said who is removed\. Give others: all/;
  assert.match(await refuse({ rows: [{ leadId: 1, primary: null }] }), saysWho);
  assert.match(await refuse({ rows: [{ leadId: 1, primary: null, others: 'same-role' }] }), saysWho);
  assert.match(await refuse({ leads: [1], to: null }), saysWho);
  assert.match(await refuse({ selection: { status: ['none'] }, to: null, others: 'keep' }), saysWho);
  assert.match(await refuse({ leads: [1] }), /Nobody is named to receive lead 1/);
  const role = { agentRole: 'Processor' };
  assert.match(
    await refuse({ leads: [1], to: { user: ref('cy') }, ...role }),
    /role to empty where nobody does/,
  );
  assert.match(await refuse({ rows: [{ leadId: 1, primary: ref('cy'), ...role }] }), /role to empty/);
  assert.match(await refuse({ leads: [1], to: null, others: 'all', ...role }), /contradicts/);
  assert.match(await refuse({ leads: [1], to: null, remove: [{ userId: 9_999 }] }, 404), /no user 9999/);
});

test('a row that names somebody unknown fails, and so does one whose distribution gives it to whom it removes', async () => {
  const only = { distribution: { mode: 'even', receivers: [{ user: ref('dee') }] } };
  const rows = [
    { leadId: 1, remove: [ref('dee')] },
    { leadId: 2, remove: [{ userId: 9_999 }] },
    { leadId: 9, primary: null, others: 'all' },
    { leadId: 3, primary: null, others: 'all' },
  ];
  const done = await ada.make({ kind: 'reassign', rows, to: only });
  const told = (await ada.rows(done.requestId)).map(
    ({ outcome, code, facts }: { outcome: string; code?: string; facts?: { field?: string } }) =>
      [outcome, code, facts?.field].filter(Boolean).join(' '),
  );
  assert.deepEqual(told, [
    'failed invalid-input remove[0]',
    'failed user-not-found remove[0]',
    'failed lead-not-found leadId',
    'changed',
  ]);
  const retried = await ada.planRetry(done.requestId);
  assert.deepEqual([retried.counts.total, retried.preview.failed], [3, 3]);
});

test('a lead that somebody else moved after the plan is left alone, and with overwrite is emptied as it is', async () => {
  const body = { kind: 'reassign', leads: [1, 3], to: null, others: 'all' };
  const planned = await ada.plan(body);
  const overwriting = await ada.plan({ ...body, onDrift: 'overwrite' });
  await ada.make({ kind: 'reassign', leads: [3], to: { user: ref('eli') }, others: 'same-role' });
  const done = await ada.run(planned.requestId);
  assert.deepEqual([done.counts.changed, done.counts.skipped, await standOn(3)], [1, 1, 'eli primary']);
  await ada.run(overwriting.requestId);
  assert.equal(await standOn(3), '');
});

test('who may remove is as the organisation sets it, when it is planned and when it runs', async () => {
  const allow = async (mayRemove: 'managers' | 'nobody') =>
    assert.equal((await ada.org.change({ mayRemove })).mayRemove, mayRemove);
  const ben = world.as('ben');
  const asks = [
    { leads: [3], to: null, others: 'all' },
    { selection: { owner: ref('cy') }, remove: [ref('cy')] },
    { leads: [3], to: { user: ref('dee') }, remove: [ref('cy')] },
    { rows: [{ leadId: 2, primary: null, agentRole: 'Processor' }] },
    { rows: [{ leadId: 3, primary: null, others: 'all' }] },
  ].map((ask) => ({ kind: 'reassign', ...ask }));
  const statuses = async (caller: Caller) =>
    (await Promise.all(asks.map((ask) => caller.post('/api/v1/requests?plan=true', ask)))).map(
      ({ statusCode }) => statusCode,
    );
  const [denied, planned] = [asks.map(() => 403), asks.map(() => 201)];
  assert.deepEqual([await statuses(ben), await statuses(ada)], [denied, planned]);
  await allow('managers');
  assert.deepEqual([await statuses(ben), await statuses(ada)], [planned, planned]);
  const [mine, ours] = [await ben.plan(asks[0] ?? {}), await ada.plan(asks[4] ?? {})];
  await allow('nobody');
  assert.deepEqual([await statuses(ben), await statuses(ada)], [denied, denied]);
  for (const [caller, { requestId }] of [
    [ben, mine],
    [ada, ours],
  ] as const) {
    const done = await caller.run(requestId);
    assert.deepEqual([done.state, done.counts.failed], ['failed', 1]);
    assert.equal((await caller.rows(requestId))[0]?.code, 'access-denied');
  }
  assert.equal(await standOn(3), 'cy primary');
});

test('a manager removes within their team alone, and can undo what they emptied', async () => {
  await ada.org.change({ mayRemove: 'managers' });
  const ben = world.as('ben');
  const done = await ben.make({
    kind: 'reassign',
    rows: [
      { leadId: 1, primary: null, others: 'all' },
      { leadId: 4, primary: null, others: 'all' },
      { leadId: 2, remove: [ref('quinn')] },
      { leadId: 3, remove: [ref('eli')] },
    ],
  });
  const codes = (await ben.rows(done.requestId)).map(({ code = 'done' }) => code);
  assert.deepEqual(codes, ['done', 'access-denied', 'done', 'user-not-found']);
  assert.equal(await standOn(2), 'cy primary, pat primary');
  const undone = await ben.undo(done.requestId);
  assert.deepEqual([undone.counts.failed, await standOn(1)], [0, asBefore]);
});
