// Several people leave in one plan, and their accounts end only when everything they hold is placed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openReassignmentLane } from '../../src/core/kinds/reassign/reassignment-lane.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { drawFacts, tellFacts } from '../support/facts.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { until } from '../support/until.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 701,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['max'] },
    max: { accessRole: 'manager', reports: ['cy', 'eve'] },
    cy: { accessRole: 'agent', reports: ['dee', 'ben'] },
    dee: { accessRole: 'agent', reports: ['fay', 'pat'] },
    ben: { accessRole: 'agent' },
    eve: { accessRole: 'agent' },
    fay: { accessRole: 'agent' },
    pat: { accessRole: 'agent', agentRole: 'Processor' },
    quin: { accessRole: 'agent', agentRole: 'Processor' },
  },
  leads: {
    1: ['cy'],
    2: ['dee'],
    3: ['cy', 'dee'],
    4: ['ben', 'dee', 'pat'],
    5: ['cy', 'pat'],
    6: ['dee', 'ben', 'pat', 'quin'],
    7: ['ben'],
  },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref, idOf } = world;

const offboard = (leavers: Name[], more: object = {}) => ({
  kind: 'offboard',
  users: leavers.map(ref),
  leads: [{ to: { user: ref('eve') } }],
  ...more,
});
const draw = async () => tellFacts(await drawFacts(world.database, world.orgId));

async function refused(payload: object, code: string, detail: RegExp) {
  const answer = await ada.refuse('/api/v1/requests?plan=true', payload);
  assert.equal(answer.code, code);
  assert.match(answer.detail, detail);
}

async function standing(leadId: number): Promise<string> {
  const { assignments } = await ada.leads.show(leadId);
  return assignments
    .map(({ user, standing: is }) => {
      const [name = ''] = user.name.split(' ');
      return is === 'primary' ? name.toUpperCase() : name.toLowerCase();
    })
    .sort()
    .join(' ');
}

async function managerOf(name: Name): Promise<number | undefined> {
  return (await ada.users.show(idOf(name))).manager?.userId;
}

async function accountRows(requestId: number) {
  const rows = await ada.rows(requestId);
  return rows.filter(({ part }) => part === 'account');
}

/** Of the leavers' own lines, in their order: whose, and what became of it, or would. */
async function ownLines(requestId: number, told: 'outcome' | 'planned' = 'outcome'): Promise<string[]> {
  const rows = await ada.rows(requestId);
  const accounts = new Set(rows.flatMap(({ part, userId }) => (part === 'account' ? (userId ?? []) : [])));
  return rows
    .filter(({ part, userId }) => part === 'reporting-line' && accounts.has(userId ?? 0))
    .map(({ user, outcome, planned, code }) =>
      [user?.name, told === 'planned' ? planned : outcome, code ?? ''].join(' ').trim(),
    );
}

test('several leave in one plan: none receives from another, and one undo brings everything back', async () => {
  for (const name of ['cy', 'dee'] as const) await world.signIn(name);
  const before = await draw();
  const planned = await ada.plan(offboard(['cy', 'dee']));
  assert.deepEqual(
    planned.preview.leavers?.map(({ name, leads, reports, keys, account }) => [
      name,
      leads,
      reports,
      keys,
      account,
    ]),
    [
      ['Cy Example', 3, 2, 1, 'ends'],
      ['Dee Example', 4, 2, 1, 'ends'],
    ],
  );
  assert.deepEqual(planned.preview.leaversTogether, { leads: 6, reports: 3, keys: 2 });
  assert.equal('leaver' in planned.preview, false);
  const {
    items: [listed],
  } = await ada.requests.list({ kind: 'offboard' }).first();
  for (const request of [planned, listed]) {
    assert.deepEqual(
      request?.leavers?.map(({ name }) => name),
      ['Cy Example', 'Dee Example'],
    );
  }
  const done = await ada.run(planned.requestId);
  assert.deepEqual([done.state, done.counts.failed], ['done', 0]);
  assert.partialDeepStrictEqual(done.result, { clean: true });
  const leavers = [idOf('cy'), idOf('dee')].map((userId) => ({ userId, clean: true }));
  assert.partialDeepStrictEqual(done.result, { leavers });
  assert.equal(await standing(3), 'EVE');
  assert.equal(await standing(6), 'EVE PAT ben quin');
  for (const name of ['ben', 'fay', 'pat'] as const) assert.equal(await managerOf(name), idOf('max'), name);
  assert.equal(await managerOf('dee'), undefined);
  assert.deepEqual((await ada.orphans({ kind: 'lead-primary-inactive' }).first()).items, []);
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
  const offboarded = await draw();
  const undone = await ada.undo(done.requestId, { reviveKeys: true });
  assert.equal(undone.counts.changed, done.counts.changed);
  assert.deepEqual(await draw(), before);
  const redo = await ada.planUndo(undone.requestId);
  assert.deepEqual([redo.preview.failed, redo.preview.changed], [0, done.counts.changed]);
  assert.equal((await ada.run(redo.requestId)).state, 'done');
  assert.deepEqual(await draw(), offboarded);
});

test('a lead on which leavers stand in two roles is one row, and each place goes to whom its group names', async () => {
  const before = await draw();
  const groups = [
    { agentRole: 'Loan Officer', standing: 'primary', to: { user: ref('eve') } },
    { agentRole: 'Loan Officer', standing: 'secondary', to: { user: ref('fay') } },
    { agentRole: 'Processor', to: { user: ref('quin') } },
  ];
  const done = await ada.make(offboard(['cy', 'dee', 'pat'], { leads: groups }));
  assert.equal(done.state, 'done', JSON.stringify(done.counts));
  assert.deepEqual(await Promise.all([1, 2, 3, 4, 5, 6].map(standing)), [
    'EVE',
    'EVE',
    'EVE fay',
    'BEN QUIN fay',
    'EVE QUIN',
    'EVE QUIN ben',
  ]);
  const rows = await ada.rows(done.requestId);
  const leadIds = rows.flatMap(({ leadId }) => leadId ?? []);
  assert.deepEqual(leadIds.toSorted(), [1, 2, 3, 4, 5, 6], 'a row a lead');
  await ada.undo(done.requestId);
  assert.deepEqual(await draw(), before);
});

test('whoever is named though they take no leads is told of, and gets the place that was theirs to get', async () => {
  const away: Name[] = ['eve', 'quin'];
  for (const name of away) await ada.users.setAvailability(idOf(name), false);
  const leads = [
    { standing: 'primary', to: { user: ref('quin') } },
    { standing: 'secondary', to: { user: ref('eve') } },
  ];
  const { requestId, preview } = await ada.plan(offboard(['dee', 'pat'], { leads }));
  const told = preview.warnings
    .filter(({ code }) => code === 'receiver-unavailable')
    .map(({ userId }) => userId ?? 0);
  assert.deepEqual(told.sort(), away.map(idOf).sort());
  const { state, counts } = await ada.run(requestId);
  assert.deepEqual([state, counts.failed, counts.changed], ['done', 0, preview.changed]);
});

test('whoever leaves is refused as receiver, manager and report, and nobody leaves twice', async () => {
  const split = (...names: Name[]) => ({
    distribution: { mode: 'even', keepStanding: true, receivers: names.map((name) => ({ user: ref(name) })) },
  });
  await refused(
    offboard(['cy', 'dee'], { leads: [{ to: { user: ref('dee') } }] }),
    'invalid-input',
    /Dee Example leaves/,
  );
  await refused(
    offboard(['cy', 'dee'], { leads: [{ to: split('eve', 'cy') }] }),
    'invalid-input',
    /Cy Example leaves/,
  );
  await refused(
    offboard(['cy', 'dee'], { reports: { to: ref('dee') } }),
    'invalid-input',
    /Dee Example leaves/,
  );
  const each = [{ user: ref('dee'), manager: ref('max') }];
  await refused(
    offboard(['cy', 'dee'], { reports: { to: each } }),
    'invalid-input',
    /Dee Example leaves too/,
  );
  await refused(offboard(['cy', 'cy']), 'invalid-input', /named twice/);
  await refused(offboard(['cy', 'ada']), 'invalid-input', /their own account/);
  await refused(offboard(['cy'], { user: ref('dee') }), 'invalid-input', /exclude each other/);
  await refused(offboard([]), 'invalid-input', /users/);
});

test('the last administrators are judged together, and keep everything', async () => {
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({
      text: `update org_user set access_role = 'administrator' where org_id = $1 and user_id = any($2)`,
      values: [world.orgId, [idOf('cy'), idOf('dee')]],
    }),
  );
  const { requestId } = await ada.plan(offboard(['cy', 'dee', 'fay']));
  const before = await draw();
  await deactivateUser(world.database, world.orgId, world.user('ada').email);
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({
      text: `update request set requested_by = null, state = 'queued' where org_id = $1 and request_id = $2`,
      values: [world.orgId, requestId],
    }),
  );
  await runRequest(world.database, world.orgId, requestId);
  assert.deepEqual(
    await draw(),
    before.map((line) => (line === `account of ${idOf('ada')}: true` ? line.replace('true', 'false') : line)),
  );
});

test('an account with something left stays with its line, the others end, and a new plan for what is left ends it', async () => {
  const { requestId } = await ada.plan(offboard(['cy', 'dee']));
  await ada.make({ kind: 'reassign', leads: [7], to: { user: ref('cy') }, others: 'same-role' });
  const done = await ada.run(requestId);
  assert.deepEqual([done.state, done.counts.failed], ['failed', 2]);
  assert.partialDeepStrictEqual(done.result, { isActive: true });
  const [cy, dee] = await accountRows(requestId);
  assert.deepEqual([dee?.outcome, cy?.outcome, cy?.code], ['changed', 'failed', 'something-left']);
  assert.match(cy?.message ?? '', /The account of Cy Example stays: 1 lead \(7\) is left/);
  assert.deepEqual(await ownLines(requestId), ['Cy Example failed something-left', 'Dee Example changed']);
  assert.deepEqual([await managerOf('cy'), await managerOf('dee')], [idOf('max'), undefined]);
  const retry = await ada.planRetry(requestId);
  const [foreseen] = await accountRows(retry.requestId);
  assert.deepEqual([foreseen?.planned, foreseen?.code], ['failed', 'something-left']);
  assert.deepEqual(await ownLines(retry.requestId, 'planned'), ['Cy Example failed something-left']);
  await ada.make({ kind: 'reassign', leads: [7], to: { user: ref('ben') }, others: 'same-role' });
  const again = await ada.retry(requestId);
  assert.deepEqual([again.state, again.counts.changed], ['done', 2]);
  assert.partialDeepStrictEqual(again.result, { clean: true });
  assert.equal(await managerOf('cy'), undefined);
});

test('whoever stays is still led, so a leaver who leads them stays as well, until a retry ends both', async () => {
  const lead7 = (name: Name) => ({
    kind: 'reassign',
    leads: [7],
    to: { user: ref(name) },
    others: 'same-role',
  });
  const { requestId } = await ada.plan(offboard(['cy', 'dee']));
  await ada.make(lead7('dee'));
  assert.equal((await ada.run(requestId)).counts.failed, 4);
  const [cy, dee] = await accountRows(requestId);
  assert.deepEqual([cy?.facts?.reportIds, dee?.facts?.leadIds], [[idOf('dee')], [7]]);
  assert.deepEqual([await managerOf('cy'), await managerOf('dee')], [idOf('max'), idOf('cy')]);
  await ada.make(lead7('ben'));
  const before = await draw();
  const again = await ada.retry(requestId);
  assert.deepEqual([again.state, again.counts.changed], ['done', 4]);
  assert.partialDeepStrictEqual(again.result, { clean: true });
  assert.deepEqual([await managerOf('cy'), await managerOf('dee')], [undefined, undefined]);

  const undone = await ada.undo(again.requestId);
  assert.deepEqual(await draw(), before);
  await ada.make(lead7('dee'));
  const redo = await ada.planUndo(undone.requestId);
  const kept = ['Cy Example failed something-left', 'Dee Example failed something-left'];
  assert.deepEqual([redo.preview.failed, await ownLines(redo.requestId, 'planned')], [4, kept]);
  assert.equal((await ada.run(redo.requestId)).state, 'failed');
  assert.deepEqual(await ownLines(redo.requestId), kept);
  assert.deepEqual([await managerOf('cy'), await managerOf('dee')], [idOf('max'), idOf('cy')]);
});

test('where the first failure stops it, accounts and lines before it have ended, and nobody is left to who has left', async () => {
  const asked = offboard(['fay', 'dee', 'cy'], { onFailure: 'stop' });
  const { requestId } = await ada.plan(asked);
  await ada.make({ kind: 'reassign', leads: [7], to: { user: ref('dee') }, others: 'same-role' });
  await ada.run(requestId);
  const outcomes = (await accountRows(requestId)).map(({ outcome }) => outcome);
  assert.deepEqual(outcomes, ['changed', 'failed', 'not attempted']);
  assert.deepEqual(await ownLines(requestId), [
    'Fay Example changed',
    'Dee Example failed something-left',
    'Cy Example not attempted',
  ]);
});

test('a plan that an older version froze runs as it was frozen: lines first, whatever becomes of the account', async () => {
  const { requestId } = await ada.plan(offboard(['dee']));
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({
      text: 'update request_chunk set own_lines = false where org_id = $1 and request_id = $2',
      values: [world.orgId, requestId],
    }),
  );
  await ada.make({ kind: 'reassign', leads: [7], to: { user: ref('dee') }, others: 'same-role' });
  const done = await ada.run(requestId);
  assert.deepEqual([done.state, done.counts.failed], ['failed', 1]);
  assert.partialDeepStrictEqual(done.result, { isActive: true });
  assert.equal(await managerOf('dee'), undefined);
});

test('a plan foresees who will be left with something, and which accounts will stay or end anyway', async () => {
  const full = { distribution: { mode: 'even', receivers: [{ user: ref('eve'), cap: 2 }] } };
  const wait = await ada.plan(offboard(['cy', 'dee'], { leads: [{ to: full }] }));
  assert.deepEqual(
    wait.preview.leavers?.map(({ account, left }) => [account, left]),
    [
      ['stays', { leads: 2, reports: 1 }],
      ['stays', { leads: 2, reports: 0 }],
    ],
  );
  assert.ok(wait.preview.warnings.some(({ code }) => code === 'something-left'));
  const foreseen = await ownLines(wait.requestId, 'planned');
  assert.deepEqual(foreseen, ['Cy Example failed something-left', 'Dee Example failed something-left']);
  const kept = await ada.run(wait.requestId);
  assert.deepEqual(await ownLines(wait.requestId), foreseen);
  assert.equal(kept.state, 'failed');
  assert.partialDeepStrictEqual(kept.result, { isActive: true });
  await ada.undo(wait.requestId);
  const anyway = await ada.plan(offboard(['cy', 'dee'], { leads: [{ to: full }], account: 'end-anyway' }));
  assert.deepEqual(
    anyway.preview.leavers?.map(({ account }) => account),
    ['ends', 'ends'],
  );
  const ended = await ada.run(anyway.requestId);
  assert.equal(ended.state, 'done');
  assert.partialDeepStrictEqual(ended.result, { isActive: false, clean: false });
});

test('from the beginning of the run nobody is assigned to who leaves, and afterwards whoever stayed is again', async () => {
  const lane = openReassignmentLane(world.database);
  const assignTo = (name: Name) =>
    lane.submit(world.orgId, {
      leadId: 7,
      primary: ref(name),
      listed: [],
      others: 'keep',
      requester: { userId: null, origin: 'api' },
    });
  const { requestId } = await ada.plan(offboard(['cy', 'dee']));
  await ada.post(`/api/v1/requests/${requestId}/run`);
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: isHeld, resolve: tell } = Promise.withResolvers<void>();
  const held = inOrg(world.database, world.orgId, async (tx) => {
    await tx.read({
      text: 'select from lead where org_id = $1 and lead_id = 2 for update',
      values: [world.orgId],
    });
    tell();
    await released;
  });
  await isHeld;
  const running = runRequest(world.database, world.orgId, requestId);
  await until('the team has moved', async () => (await managerOf('fay')) === idOf('max'));
  const refusedNow = await assignTo('dee');
  assert.ok(refusedNow.outcome === 'failed' && refusedNow.refusal.code === 'user-inactive');
  assert.match(refusedNow.refusal.message, new RegExp(`is leaving just now by request ${requestId}`));
  const moved = await ada.make({ kind: 'managers', rows: [{ user: ref('eve'), manager: ref('cy') }] });
  assert.equal(moved.counts.failed, 1);
  const cancelling = ada.requests.cancel(requestId);
  await until('it is cancelled', async () => {
    return (await ada.requests.show(requestId)).state === 'cancelled';
  });
  letGo();
  await Promise.all([running, held, cancelling]);
  assert.equal((await assignTo('dee')).outcome, 'changed', 'whoever stayed is assigned to again');
});
