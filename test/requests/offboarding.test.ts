import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKeyFor } from '../../src/core/keys/create-key-for.ts';
import { revokeKey } from '../../src/core/keys/revoke-key.ts';
import type { OffboardAsk } from '../../src/core/kinds/offboard/offboarding-ask.ts';
import { planOffboarding } from '../../src/core/kinds/offboard/plan-offboarding.ts';
import { runPlan } from '../../src/core/requests/decide/run-plan.ts';
import { showRequest } from '../../src/core/requests/read/show-request.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { inOrg, readInOrg } from '../../src/database/transaction.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { readRefusal } from '../support/open-caller.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { until } from '../support/until.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 301,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['max'] },
    max: { accessRole: 'manager', reports: ['lea'] },
    lea: { accessRole: 'agent', reports: ['ben', 'cy', 'gone'] },
    ben: { accessRole: 'agent' },
    cy: { accessRole: 'agent' },
    pat: { accessRole: 'agent', agentRole: 'Processor' },
    quin: { accessRole: 'agent', agentRole: 'Processor' },
    gone: { accessRole: 'agent', isActive: false },
  },
  leads: {
    1: ['lea', 'pat'],
    2: ['lea', 'ben'],
    3: ['ben', 'lea'],
    4: ['cy', 'lea', 'pat'],
    5: ['ben'],
    6: ['lea'],
  },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref, idOf } = world;

const offboardLea = () => ({
  kind: 'offboard',
  user: ref('lea'),
  leads: [
    { standing: 'primary', to: { user: ref('ben') } },
    { standing: 'secondary', to: { user: ref('quin') } },
  ],
});

/** Leaves a request waiting for its time. */
async function schedule(payload: object, by = ada): Promise<number> {
  const answer = await by.post('/api/v1/requests', { ...payload, runAt: '2099-01-01T00:00:00Z' });
  assert.equal(answer.statusCode, 202, answer.body);
  return answer.json<{ requestId: number }>().requestId;
}

function sayTheyLeft(name: Name): string {
  const { userId } = world.user(name);
  return (
    `${world.user(name).name} (user ${userId}), who asked for this request, is not active any more, so nothing was ` +
    'changed. Somebody who may can ask for it anew.'
  );
}

const operator = () => ({ orgId: world.orgId, userId: null });

function planByOperator(ask: Pick<OffboardAsk, 'leads' | 'reports'> & { leaver: { userId: number } }) {
  const options = {
    requester: { userId: null, origin: 'cli' },
    planOnly: true,
    onFailure: 'continue',
    onDrift: 'skip',
  } as const;
  const { leaver, ...rest } = ask;
  const one = { leavers: [leaver], leaversAs: 'user', account: 'wait' } as const;
  return planOffboarding(world.database, world.orgId, { ...rest, ...one, options });
}

async function appoint(name: Name): Promise<void> {
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({
      text: `update org_user set access_role = 'administrator' where org_id = $1 and user_id = $2`,
      values: [world.orgId, idOf(name)],
    }),
  );
}

async function runTwice(requestId: number): Promise<void> {
  await Promise.all([1, 2].map(() => runRequest(world.database, world.orgId, requestId)));
}

async function refused(payload: object, code: string, detail: RegExp, by = ada) {
  const answer = await by.refuse('/api/v1/requests?plan=true', payload);
  assert.equal(answer.code, code);
  assert.match(answer.detail, detail);
}

/** Everything that an offboarding may touch, a line each. */
async function draw(): Promise<string[]> {
  const rows = await readInOrg(world.database, world.orgId, (tx) =>
    tx.read<{ line: string }>({
      text: `select 'lead ' || lead_id || ' ' || role || ' ' || standing || ' ' || user_id as line
          from assignment where org_id = $1 and until_at is null
        union all select 'line ' || user_id || '>' || manager_id from reporting_line
          where org_id = $1 and until_at is null
        union all select 'key ' || access_key || ' of ' || user_id from access_key
          where org_id = $1 and revoked_at is null
        union all select 'active ' || user_id from org_user where org_id = $1 and is_active order by 1`,
      values: [world.orgId],
    }),
  );
  return rows.map((row) => row.line);
}

async function standing(leadId: number): Promise<string[]> {
  const lead = await ada.leads.show(leadId);
  return lead.assignments.map((row) => `${row.user.name.split(' ')[0]} ${row.standing}`).sort();
}

test('everything a leaver leaves moves in one request, and nothing points at them afterwards', async () => {
  const key = await world.signIn('lea');
  const made = await ada.make(offboardLea());
  assert.equal(made.state, 'done', JSON.stringify(made));
  assert.deepEqual(made.counts, {
    total: 10,
    changed: 10,
    changedInPart: 0,
    unchanged: 0,
    failed: 0,
    skipped: 0,
    notAttempted: 0,
  });
  assert.deepEqual(made.result, {
    clean: true,
    isActive: false,
    assignments: 0,
    reports: 0,
    keys: 0,
    scheduledRequests: [],
    ownScheduledRequests: [],
    leads: [],
  });
  assert.deepEqual(await standing(1), ['Ben primary', 'Pat primary']);
  assert.deepEqual(await standing(2), ['Ben primary']);
  assert.deepEqual(await standing(3), ['Ben primary', 'Quin primary']);
  assert.deepEqual(await standing(4), ['Cy primary', 'Pat primary', 'Quin secondary']);
  assert.deepEqual(await standing(6), ['Ben primary']);
  const cy = await ada.users.show(idOf('cy'));
  assert.equal(cy.manager?.userId, idOf('max'));
  assert.equal((await world.app.inject({ url: '/api/v1/users', headers: key })).statusCode, 401);
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
});

test('its rows say which are leads and which are users, and what each part foresaw', async () => {
  const { requestId, preview } = await ada.plan(offboardLea());
  const lea = { userId: idOf('lea'), name: 'Lea Example', isActive: true, keys: 0, reports: 3, leads: 5 };
  assert.partialDeepStrictEqual(preview, { leaver: lea });
  assert.equal(preview.changed, 10);
  const items = await ada.rows(requestId);
  assert.deepEqual(
    items.map((row) => row.part),
    ['account', ...Array(4).fill('reporting-line'), ...Array(5).fill('lead')],
  );
  assert.equal(items[0]?.userId, idOf('lea'));
  assert.deepEqual([items[1]?.userId, items[1]?.receiver], [idOf('lea'), null]);
  assert.deepEqual([items[2]?.userId, items[2]?.receiver?.userId], [idOf('ben'), idOf('max')]);
  assert.deepEqual(
    items.slice(5).map((row) => row.leadId),
    [1, 2, 6, 3, 4],
  );
  assert.ok(items.every((row) => row.planned === 'changed'));
});

test('an undo that is asked for keys brings back leads, lines, keys and account exactly, and its own undo takes them away again', async () => {
  await world.signIn('lea');
  await world.signIn('lea');
  const before = await draw();
  const made = await ada.make(offboardLea());
  const offboarded = await draw();
  const undone = await ada.undo(made.requestId, { reviveKeys: true });
  assert.deepEqual(undone.result, { keys: { revived: 2, stayEnded: 0, wasAsked: true } });
  assert.deepEqual(undone.counts, {
    total: 10,
    changed: 10,
    changedInPart: 0,
    unchanged: 0,
    failed: 0,
    skipped: 0,
    notAttempted: 0,
  });
  assert.deepEqual(await draw(), before);
  const redone = await ada.undo(undone.requestId);
  assert.equal(redone.counts.changed, 10);
  assert.deepEqual(await draw(), offboarded);
  await ada.undo(redone.requestId, { reviveKeys: true });
  assert.deepEqual(await draw(), before);
  const late = await ada.refuse(`/api/v1/requests/${made.requestId}/undo`);
  assert.deepEqual([late.status, late.code], [409, 'already-undone']);
  assert.deepEqual(await draw(), before);
});

test('an undo revives keys only where it is asked to, and none whose end has come or that somebody else ended', async () => {
  const [kept, ended, revoked] = [
    await world.signIn('lea'),
    await world.signIn('lea'),
    await world.signIn('lea'),
  ];
  const keyOf = (headers: Record<string, string>) => headers['x-lsq-accesskey'] ?? '';
  await revokeKey(world.database, operator(), keyOf(revoked));
  const made = await ada.make(offboardLea());
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({
      text: `update access_key set expires_at = clock_timestamp() where access_key = $1`,
      values: [keyOf(ended)],
    }),
  );
  const plain = await ada.planUndo(made.requestId);
  assert.deepEqual(plain.preview.keys, { revived: 0, stayEnded: 2, wasAsked: false });
  assert.match(JSON.stringify(plain.preview.warnings), /2 access keys will stay ended unless/);
  const asked = await ada.planUndo(made.requestId, { reviveKeys: true });
  assert.notEqual(asked.requestId, plain.requestId);
  assert.deepEqual(asked.preview.keys, { revived: 1, stayEnded: 1, wasAsked: true });
  const undone = await ada.undo(made.requestId);
  assert.deepEqual(undone.result, { keys: { revived: 0, stayEnded: 2, wasAsked: false } });
  const statusOf = async (headers: Record<string, string>) =>
    (await world.app.inject({ url: '/api/v1/session', headers })).statusCode;
  assert.deepEqual(await Promise.all([kept, ended, revoked].map(statusOf)), [401, 401, 401]);
  const redone = await ada.undo(undone.requestId);
  const back = await ada.undo(redone.requestId, { reviveKeys: true });
  assert.deepEqual(back.result, { keys: { revived: 1, stayEnded: 1, wasAsked: true } });
  assert.deepEqual(await Promise.all([kept, ended, revoked].map(statusOf)), [200, 401, 401]);
  const trail = await ada.auditEvents({ user: idOf('lea'), what: 'key-revived' }).first();
  assert.deepEqual(
    trail.items.map(({ detail }) => detail),
    [`${keyOf(kept)} by request ${back.requestId}`],
  );
});

test('nothing but the end of accounts has keys to revive, and a key for less than admin revives none', async () => {
  const moved = await ada.make({ kind: 'reassign', leads: [5], to: { user: ref('cy') } });
  const none = await ada.refuse(`/api/v1/requests/${moved.requestId}/undo`, { reviveKeys: true });
  assert.deepEqual([none.status, none.field], [400, 'reviveKeys']);
  const made = await ada.make(offboardLea());
  const undone = await ada.undo(made.requestId);
  const forth = await ada.refuse(`/api/v1/requests/${undone.requestId}/undo`, { reviveKeys: true });
  assert.deepEqual([forth.status, forth.field], [400, 'reviveKeys']);
  const { accessKey, secretKey } = await createKeyFor(
    world.database,
    operator(),
    { userId: idOf('ada') },
    { scopes: ['read', 'plan', 'run'] },
  );
  const refusal = await world.app.inject({
    method: 'POST',
    url: `/api/v1/requests/${made.requestId}/undo`,
    headers: { authorization: `Bearer ${accessKey}.${secretKey}` },
    payload: { reviveKeys: true },
  });
  assert.deepEqual([refusal.statusCode, readRefusal(refusal).code], [403, 'scope-missing']);
});

test('an undo can be planned: it foresees leads that return to an account that is not back yet', async () => {
  const made = await ada.make(offboardLea());
  const offboarded = await draw();
  const planned = await ada.planUndo(made.requestId);
  assert.deepEqual([planned.preview.changed, planned.preview.failed], [10, 0]);
  assert.deepEqual(await draw(), offboarded);
});

test('an undo leaves later work alone, and keys that others ended or made', async () => {
  const made = await ada.make(offboardLea());
  await ada.make({ kind: 'reassign', leads: [6], to: { user: ref('cy') }, others: 'same-role' });
  await ada.make({ kind: 'managers', rows: [{ user: ref('cy'), manager: ref('ada') }] });
  const undone = await ada.undo(made.requestId);
  assert.equal(undone.counts.skipped, 2);
  assert.deepEqual(await standing(6), ['Cy primary']);
  assert.equal((await ada.users.show(idOf('cy'))).manager?.userId, idOf('ada'));
  assert.deepEqual(await standing(1), ['Lea primary', 'Pat primary']);
});

test('leads that no group takes are named with their count; the most specific group wins', async () => {
  const primaries = { standing: 'primary', to: { user: ref('ben') } };
  await refused({ ...offboardLea(), leads: [primaries] }, 'member-missing', /2 as Loan Officer, secondary/);
  await refused({ ...offboardLea(), leads: [primaries, primaries] }, 'invalid-input', /Two groups/);
  const done = await ada.make({
    ...offboardLea(),
    leads: [
      primaries,
      { to: { user: ref('cy') } },
      { agentRole: 'Loan Officer', standing: 'secondary', to: { user: ref('quin') } },
    ],
  });
  assert.deepEqual(await standing(3), ['Ben primary', 'Quin primary']);
  assert.match(done.preview?.warnings[0]?.message ?? '', /any role that this group/);
});

test('a group can be shared out, and a book that two groups fill keeps to its cap', async () => {
  const shared = (standing: string) => ({
    standing,
    to: { distribution: { mode: 'even', receivers: [{ user: ref('cy'), cap: 3 }, { user: ref('ben') }] } },
  });
  const { preview } = await ada.plan({ ...offboardLea(), leads: [shared('primary'), shared('secondary')] });
  const cy = preview.books.find((book) => book.userId === idOf('cy'));
  assert.ok(cy && cy.bookAfter <= 3, JSON.stringify(preview.books));
  const uncapped = {
    standing: 'secondary',
    to: { distribution: { mode: 'even', receivers: [{ user: ref('cy') }] } },
  };
  await refused(
    { ...offboardLea(), leads: [shared('primary'), uncapped] },
    'invalid-input',
    /different caps/,
  );
});

test('the leaver, whoever asks, and the last administrator are refused', async () => {
  const secondaries = { standing: 'secondary', to: { user: ref('quin') } };
  const self = { standing: 'primary', to: { user: ref('lea') } };
  await refused({ ...offboardLea(), leads: [self, secondaries] }, 'invalid-input', /Lea Example leaves/);
  await refused({ ...offboardLea(), reports: { to: ref('lea') } }, 'invalid-input', /Lea Example leaves/);
  await refused({ kind: 'offboard', user: ref('ada') }, 'invalid-input', /their own account/);
  await refused({ kind: 'offboard', user: { userId: 9 } }, 'user-not-found', /no user 9/);
  await assert.rejects(planByOperator({ leaver: ref('ada'), leads: [], reports: 'manager' }), {
    code: 'last-administrator',
    message: /Ada Example is the last active administrator/,
  });
  const denied = /needs the access role administrator/;
  await refused(offboardLea(), 'access-denied', denied, world.as('max'));
});

test('of two last administrators who are offboarded at once, one stays and keeps everything', async () => {
  await appoint('lea');
  const leads = [{ to: { user: ref('ben') } }];
  const [a, b] = await Promise.all([
    planByOperator({ leaver: ref('lea'), leads, reports: 'manager' }),
    planByOperator({ leaver: ref('ada'), leads: [], reports: ref('pat') }),
  ]);
  const done = await Promise.all(
    [a, b].map(async ({ requestId }) => {
      await runPlan(world.database, operator(), { requestId });
      await runRequest(world.database, world.orgId, requestId);
      return showRequest(world.database, operator(), requestId);
    }),
  );
  const [stayed, ...others] = done.filter((request) => request.state === 'failed');
  assert.equal(others.length, 0);
  assert.equal(stayed?.counts.failed, 1);
  assert.equal(stayed?.counts.notAttempted, stayed.counts.total - 1);
  assert.equal(
    (await draw()).filter((line) => line === `active ${idOf('ada')}` || line === `active ${idOf('lea')}`)
      .length,
    1,
  );
});

test('reports go to whom the ask says; who takes the team over takes the leaver’s place', async () => {
  await ada.make({ ...offboardLea(), reports: { to: ref('ben') } });
  assert.equal((await ada.users.show(idOf('ben'))).manager?.userId, idOf('max'));
  assert.equal((await ada.users.show(idOf('cy'))).manager?.userId, idOf('ben'));
});

test('reports of a leaver without a manager need one named', async () => {
  await appoint('cy');
  const cy = world.as('cy');
  await refused(
    { kind: 'offboard', user: ref('ada') },
    'member-missing',
    /1 user reports to Ada Example/,
    cy,
  );
  await refused(
    { ...offboardLea(), reports: { to: [{ user: ref('pat'), manager: ref('max') }] } },
    'invalid-input',
    /Pat Example does not report to Lea Example/,
    cy,
  );
  const done = await cy.make({
    kind: 'offboard',
    user: ref('ada'),
    reports: { to: [{ user: ref('max'), manager: ref('cy') }] },
  });
  assert.equal(
    done.counts.failed,
    2,
    'max would report to themselves through cy, so the account of ada waits',
  );
  assert.equal(done.state, 'failed');
  assert.partialDeepStrictEqual(done.result, { isActive: true, reports: 1 });
});

test('what moved after the plan is skipped and named, and what is left is listed', async () => {
  const { requestId } = await ada.plan(offboardLea());
  await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('cy') } });
  await ada.make({ kind: 'managers', rows: [{ user: ref('cy'), manager: ref('ada') }] });
  await ada.make({ kind: 'reassign', leads: [5], to: { user: ref('lea') }, others: 'same-role' });
  await ada.plan({ kind: 'reassign', leads: [2], to: { user: ref('lea') } });
  const later = await schedule({ kind: 'reassign', leads: [2], to: { user: ref('lea') } });
  const done = await ada.run(requestId);
  assert.deepEqual([done.state, done.counts.skipped, done.counts.failed], ['failed', 2, 2]);
  const [account, line] = await ada.rows(requestId, { outcome: 'failed' });
  assert.deepEqual([account?.part, account?.code], ['account', 'something-left']);
  assert.equal(
    account?.message,
    'The account of Lea Example stays: 2 leads (1, 5) are left. Plan their offboarding for what is left, or end the account anyway.',
  );
  assert.equal(line?.message, `${account?.message} Until then the reporting line stays, too.`);
  assert.deepEqual([line?.part, line?.code], ['reporting-line', 'something-left']);
  assert.deepEqual(account?.facts, { leads: 2, leadIds: [1, 5], reports: 0, reportIds: [] });
  assert.deepEqual(done.result, {
    clean: false,
    isActive: true,
    assignments: 2,
    reports: 0,
    keys: 0,
    scheduledRequests: [later],
    ownScheduledRequests: [],
    leads: [
      { leadId: 1, role: 'Loan Officer', standing: 'secondary' },
      { leadId: 5, role: 'Loan Officer', standing: 'primary' },
    ],
  });
});

test('all or nothing: a row that fails keeps the account and everything else', async () => {
  const before = await draw();
  const { requestId } = await ada.plan({ ...offboardLea(), onFailure: 'all-or-nothing' });
  await deactivateUser(world.database, world.orgId, world.user('quin').email);
  const done = await ada.run(requestId);
  assert.equal(done.state, 'failed');
  assert.equal(done.counts.changed, 0);
  assert.deepEqual(
    await draw(),
    before.filter((line) => line !== `active ${idOf('quin')}`),
  );
});

test('a user who was deactivated before can still be offboarded', async () => {
  await world.signIn('lea');
  await deactivateUser(world.database, world.orgId, world.user('lea').email);
  const before = await draw();
  const done = await ada.make(offboardLea());
  assert.equal(done.counts.changed, 10);
  assert.partialDeepStrictEqual(done.result, { clean: true });
  await ada.undo(done.requestId, { reviveKeys: true });
  assert.deepEqual(await draw(), before, 'who had left before stands where they stood');
});

test('the plan warns of a leaver who is still at work and of requests that name them', async () => {
  await appoint('lea');
  await world.as('lea').make({ kind: 'reassign', leads: [5], to: { user: ref('cy') } });
  const requestId = await schedule({ kind: 'reassign', leads: [2], to: { user: ref('lea') } });
  await ada.plan({ kind: 'reassign', leads: [2], to: { user: ref('lea') } });
  const { preview } = await ada.plan(offboardLea());
  assert.deepEqual(
    preview.warnings.map((warning) => warning.code),
    ['leaver-recently-active', 'scheduled-requests'],
  );
  assert.match(
    preview.warnings[1]?.message ?? '',
    new RegExp(`by 1 request that waits to run: ${requestId}\\.`),
  );
});

test('the plan warns of receivers over their cap, once for all groups, and of groups split between roles', async () => {
  await ada.make({ kind: 'reassign', leads: [2, 4], to: { user: ref('ben') } });
  const ben = { user: ref('ben'), cap: 2 };
  const share = (...receivers: object[]) => ({ distribution: { mode: 'even', receivers } });
  const leads = [
    { standing: 'primary', to: share(ben, { user: ref('pat') }) },
    { standing: 'secondary', to: share(ben, { user: ref('quin') }) },
  ];
  const { preview, requestId } = await ada.plan({ ...offboardLea(), leads });
  const codes = preview.warnings.map((warning) => warning.code);
  assert.deepEqual(codes, ['several-roles', 'receiver-over-cap']);
  assert.match(preview.warnings[1]?.message ?? '', /holds 4 leads already, more than their cap of 2/);
  await deactivateUser(world.database, world.orgId, world.user('pat').email);
  assert.ok((await ada.run(requestId)).counts.failed > 0);
  const retry = await ada.planRetry(requestId);
  const again = retry.preview.warnings.map((warning) => warning.code);
  assert.ok(again.includes('receiver-over-cap'), again.join());
});

test('two workers at once run it and its undo in order: the account ends last and comes back first', async () => {
  const before = await draw();
  const { requestId } = await ada.plan(offboardLea());
  await runPlan(world.database, operator(), { requestId });
  await runTwice(requestId);
  const done = await ada.requests.show(requestId);
  assert.deepEqual([done.state, done.counts.changed], ['done', 10]);
  assert.partialDeepStrictEqual(done.result, { clean: true });
  const { requestId: undoId } = await ada.requests.undo(requestId);
  await runTwice(undoId);
  assert.equal((await ada.requests.show(undoId)).counts.changed, 10);
  assert.deepEqual(await draw(), before);
});

test('a planned offboarding of somebody who has left is no request that names a leaver', async () => {
  await deactivateUser(world.database, world.orgId, world.user('lea').email);
  await ada.plan(offboardLea());
  const { counts } = await ada.orphans({ kind: 'request-names-leaver' }).first();
  assert.deepEqual(counts, { 'request-names-leaver': 0 });
});

test('an inventory counts and samples what a user holds', async () => {
  await world.signIn('lea');
  const requestId = await schedule({ kind: 'reassign', leads: [2], to: { user: ref('lea') } });
  await ada.plan({ kind: 'reassign', leads: [2], to: { user: ref('lea') } });
  const inventory = await ada.users.inventory(idOf('lea'));
  assert.equal(inventory.user.userId, idOf('lea'));
  assert.equal(inventory.manager?.userId, idOf('max'));
  assert.deepEqual(inventory.leads, [
    {
      role: 'Loan Officer',
      standing: 'primary',
      count: 3,
      sample: [1, 2, 6].map((leadId) => ({ leadId, name: `Lead ${leadId}` })),
    },
    {
      role: 'Loan Officer',
      standing: 'secondary',
      count: 2,
      sample: [3, 4].map((leadId) => ({ leadId, name: `Lead ${leadId}` })),
    },
  ]);
  assert.equal(inventory.reports.count, 3);
  assert.deepEqual(
    inventory.reports.sample.map((person) => person.userId),
    [idOf('ben'), idOf('cy'), idOf('gone')],
  );
  assert.equal(inventory.keys.count, 1);
  assert.match(inventory.keys.sample[0]?.accessKey ?? '', /^u\$r\d+\.[0-9a-f]{4}…$/);
  assert.deepEqual(
    inventory.scheduledRequests.sample.map((scheduled) => scheduled.requestId),
    [requestId],
  );
  assert.equal((await ada.get('/api/v1/users/9/inventory')).statusCode, 404);
});

test('an abandoned preview does not make an offboarding unclean, and a long list says how much more there is', async () => {
  const giveLea = { kind: 'reassign', leads: [5], to: { user: ref('lea') } };
  await ada.plan(giveLea);
  const clean = await ada.make(offboardLea());
  assert.partialDeepStrictEqual(clean.result, { clean: true, scheduledRequests: [] });
  await ada.undo(clean.requestId);
  for (let waiting = 0; waiting < 12; waiting += 1) await schedule(giveLea);
  const { preview } = await ada.plan(offboardLea());
  assert.match(preview.warnings[0]?.message ?? '', /named by 12 requests that wait to run: .* and 2 more\./);
});

test('what a leaver scheduled themselves is listed before and after, and fails saying that they have left', async () => {
  await appoint('lea');
  const own = await schedule({ kind: 'reassign', leads: [5], to: { user: ref('cy') } }, world.as('lea'));
  const inventory = await ada.users.inventory(idOf('lea'));
  assert.deepEqual(
    [inventory.scheduledRequests.count, inventory.ownScheduledRequests.sample[0]?.requestId],
    [0, own],
  );
  const { requestId, preview } = await ada.plan(offboardLea());
  const warning = preview.warnings.find(({ code }) => code === 'own-scheduled-requests');
  assert.match(warning?.message ?? '', new RegExp(`scheduled 1 request.*: ${own}\\.`));
  const { result } = await ada.run(requestId);
  assert.partialDeepStrictEqual(result, { clean: false, ownScheduledRequests: [own] });
  const failed = await ada.finish(own);
  assert.deepEqual([failed.state, failed.counts.failed], ['failed', 1]);
  const items = await ada.rows(own);
  assert.deepEqual([items[0]?.code, items[0]?.message], ['access-denied', sayTheyLeft('lea')]);
});

test('what a manager scheduled who has left fails for that reason, not for a team that is gone', async () => {
  const own = await schedule({ kind: 'reassign', leads: [5], to: { user: ref('cy') } }, world.as('max'));
  await deactivateUser(world.database, world.orgId, world.user('max').email);
  await ada.finish(own);
  const items = await ada.rows(own);
  assert.deepEqual([items[0]?.code, items[0]?.message], ['access-denied', sayTheyLeft('max')]);
});

test('a cancelled offboarding says what is left, and whether the account has ended already', async () => {
  const planned = await ada.plan(offboardLea());
  const cancelled = await ada.requests.cancel(planned.requestId);
  assert.equal(cancelled.state, 'cancelled');
  assert.partialDeepStrictEqual(cancelled.result, { clean: false, isActive: true, assignments: 5 });
  const waiting = await cancelMidway(offboardLea(), { hold: 4, changed: 3 });
  assert.deepEqual([waiting.state, waiting.counts.changed], ['cancelled', 3], 'the team has moved');
  const left = { clean: false, isActive: true, assignments: 5, reports: 0 };
  assert.partialDeepStrictEqual(waiting.result, left, 'the account had to wait');
  const anyway = await cancelMidway({ ...offboardLea(), account: 'end-anyway' }, { hold: 4, changed: 2 });
  assert.equal(anyway.state, 'cancelled');
  assert.partialDeepStrictEqual(anyway.result, { isActive: false, assignments: 5 });
});

/** Runs an offboarding until so many rows are changed and cancels it, while one of its chunks is held. */
async function cancelMidway(body: object, { hold, changed }: { hold: number; changed: number }) {
  const { requestId } = await ada.plan(body);
  await ada.post(`/api/v1/requests/${requestId}/run`);
  const chunk = await holdChunk(requestId, hold);
  const running = runRequest(world.database, world.orgId, requestId);
  await until('so many are changed', async () => {
    return (await ada.requests.show(requestId)).counts.changed === changed;
  }).catch(() => undefined);
  const midway = await ada.requests.cancel(requestId);
  chunk.letGo();
  await Promise.all([running, chunk.held]);
  return midway;
}

/** Keeps a chunk from being taken until it is let go. */
async function holdChunk(requestId: number, chunkNo: number) {
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: isHeld, resolve: tell } = Promise.withResolvers<void>();
  const held = inOrg(world.database, world.orgId, async (tx) => {
    await tx.read({
      text: `select from request_chunk where org_id = $1 and request_id = $2 and chunk_no = $3 for update`,
      values: [world.orgId, requestId, chunkNo],
    });
    tell();
    await released;
  });
  await isHeld;
  return { held, letGo };
}

test('a retry of an offboarding goes on where it stopped', async () => {
  const { requestId } = await ada.plan({ ...offboardLea(), onFailure: 'stop' });
  await deactivateUser(world.database, world.orgId, world.user('ben').email);
  const stopped = await ada.run(requestId);
  assert.equal(stopped.state, 'failed');
  assert.ok(stopped.counts.notAttempted > 0);
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({
      text: 'update org_user set is_active = true where org_id = $1 and user_id = $2',
      values: [world.orgId, idOf('ben')],
    }),
  );
  const retried = await ada.retry(requestId);
  assert.equal(retried.state, 'done');
  assert.partialDeepStrictEqual(retried.result, { clean: true });
});

test('a body that is not as it must be is refused in words that help', async () => {
  await refused({ kind: 'offboard' }, 'invalid-input', /user is missing/);
  await refused(
    { kind: 'offboard', user: ref('lea'), reports: { to: 'nobody' } },
    'invalid-input',
    /reports\.to/,
  );
  await refused(
    { kind: 'offboard', user: ref('lea'), leads: [{ to: {} }] },
    'invalid-input',
    /leads\[0\]\.to/,
  );
});
