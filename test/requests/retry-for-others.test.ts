// A retry may hand the rows that failed to somebody else, and a plan may be run later than it was planned for.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import type { ShownRequest } from '../../src/client/client.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 501,
  perTest: true,
  users: {
    ada: { accessRole: 'administrator', reports: ['lea', 'cy'] },
    ben: {},
    cy: {},
    dee: {},
    lea: { reports: ['ben'] },
    eve: {},
  },
  leads: { 1: ['ben'], 2: ['ben', 'lea'], 3: ['ben'], 4: ['lea'], 5: ['lea'], 6: ['lea'], 7: ['ben'] },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref } = world;

const retryOf = (requestId: number) => `/api/v1/requests/${requestId}/retry`;
const leave = (name: Name) => deactivateUser(world.database, world.orgId, world.user(name).email);

async function findPrimary(leadId: number): Promise<number | undefined> {
  const { assignments } = await ada.leads.show(leadId);
  return assignments.find(({ standing }) => standing === 'primary')?.user.userId;
}

/** Plans it while everybody is here, and runs it when cy has left. */
async function runWithoutCy(body: object) {
  const { requestId } = await ada.plan(body);
  await leave('cy');
  return ada.run(requestId);
}

interface AskedRow {
  leadId: number;
  primary: 'cy' | 'dee' | undefined;
}

/** Lead 99 is nobody’s to move. */
const isLost = ({ leadId }: AskedRow) => leadId === 99;

function receive(by: 'one' | 'shares', names: readonly Name[]) {
  const [first = 'ada'] = names;
  if (by === 'one') return { user: ref(first) };
  return { distribution: { mode: 'even', receivers: names.map((name) => ({ user: ref(name) })) } };
}

async function assertHandedOn(asked: readonly AskedRow[], wanted: readonly Name[]): Promise<void> {
  for (const row of asked.filter((each) => !isLost(each))) {
    const expected = row.primary === 'dee' ? ['dee' as const] : wanted;
    const holder = await findPrimary(row.leadId);
    assert.ok(
      expected.some((name) => ref(name).userId === holder),
      `lead ${row.leadId} is ${holder}’s`,
    );
  }
}

test('whatever the rows were to become, those that failed go to whoever is named in the retry', async () => {
  const row = fc.record({
    leadId: fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 99),
    primary: fc.constantFrom('cy' as const, 'dee' as const, undefined),
  });
  const rows = fc.uniqueArray(row, { selector: ({ leadId }) => leadId, minLength: 1 });
  const names = fc.uniqueArray(fc.constantFrom('ben' as const, 'eve' as const, 'ada' as const), {
    minLength: 1,
  });
  const way = fc.constantFrom('one' as const, 'shares' as const);
  await fc.assert(
    fc.asyncProperty(rows, names, way, way, async (asked, receivers, before, by) => {
      await world.build();
      const first = await runWithoutCy({
        kind: 'reassign',
        rows: asked.map(({ leadId, primary }) => ({ leadId, primary: primary && ref(primary) })),
        to: receive(before, ['cy']),
      });
      const failed = asked.filter((each) => isLost(each) || each.primary !== 'dee');
      assert.equal(first.counts.failed, failed.length);
      if (failed.length === 0) return;
      const retry = await ada.retry(first.requestId, { to: receive(by, receivers), reason: 'Cy left' });
      assert.equal(retry.reason, 'Cy left');
      assert.equal(retry.counts.failed, asked.filter(isLost).length);
      await assertHandedOn(asked, by === 'one' ? receivers.slice(0, 1) : receivers);
    }),
    { numRuns: 15 },
  );
});

test('a retry for others keeps their caps, and is retried for them', async () => {
  const first = await runWithoutCy({ kind: 'reassign', leads: [1, 2, 3], to: { user: ref('cy') } });
  const receivers = [{ user: ref('dee'), cap: 1 }];
  const full = await ada.retry(first.requestId, { to: { distribution: { mode: 'even', receivers } } });
  assert.deepEqual([full.counts.changed, full.counts.failed], [1, 2]);
  const again = await ada.planRetry(full.requestId);
  assert.deepEqual([again.preview.changed, again.preview.failed], [0, 2]);
});

test('an unknown receiver, one who left, and a request that takes users off are refused', async () => {
  const first = await runWithoutCy({ kind: 'reassign', leads: [1, 99], to: { user: ref('cy') } });
  for (const [to, code] of [
    [{ user: { userId: 9_999 } }, 'user-not-found'],
    [{ user: ref('cy') }, 'user-inactive'],
    [{ distribution: { mode: 'percent', receivers: [{ user: ref('dee'), share: 50 }] } }, 'invalid-input'],
  ] as const) {
    const answer = await ada.refuse(retryOf(first.requestId), { to });
    assert.equal(answer.code, code);
    assert.match(answer.field ?? '', /^to/);
  }
  const removal = await ada.make({ kind: 'reassign', leads: [99], to: null, agentRole: 'Loan Officer' });
  const refused = await ada.refuse(retryOf(removal.requestId), { to: { user: ref('dee') } });
  assert.equal(refused.status, 400);
  assert.match(refused.detail, /takes users off its leads/);
});

test('of a change of managers one user takes the rows that failed, and nobody by shares', async () => {
  const rows = [
    { user: ref('ben'), manager: ref('cy') },
    { user: ref('eve'), manager: ref('dee') },
  ];
  const first = await runWithoutCy({ kind: 'managers', rows });
  assert.deepEqual([first.counts.changed, first.counts.failed], [1, 1]);
  const distribution = { mode: 'even', receivers: [{ user: ref('dee') }] };
  const refused = await ada.refuse(retryOf(first.requestId), { to: { distribution } });
  assert.deepEqual([refused.status, refused.field], [400, 'to']);
  const retry = await ada.retry(first.requestId, { to: { user: ref('dee') } });
  assert.deepEqual([retry.counts.total, retry.counts.changed], [1, 1]);
  assert.equal((await ada.users.show(ref('ben').userId)).manager?.userId, ref('dee').userId);
});

test('what a leaver still holds goes to whoever is named in the retry, but never to the leaver', async () => {
  const first = await runWithoutCy({
    kind: 'offboard',
    user: ref('lea'),
    leads: [{ standing: 'secondary', to: { user: ref('cy') } }, { to: { user: ref('cy') } }],
  });
  const failed = first.counts.failed + first.counts.notAttempted;
  assert.ok(failed >= 4, JSON.stringify(first.counts));
  const refused = await ada.refuse(retryOf(first.requestId), { to: { user: ref('lea') } });
  assert.ok(refused.status >= 400 && refused.field === 'to.user');
  const retry = await ada.retry(first.requestId, { to: { user: ref('eve') } });
  assert.deepEqual([retry.counts.total, retry.counts.changed], [failed, failed]);
  const held = await ada.leads.list({ ownerUserId: ref('eve').userId, limit: 10 }).first();
  assert.deepEqual(
    held.items.map(({ leadId }) => leadId),
    [4, 5, 6],
  );
});

test('a plan that is run for later waits until then, and one whose time has passed runs at once', async () => {
  const body = { kind: 'reassign', leads: [1], to: { user: ref('dee') } };
  const later = '2099-01-01T00:00:00.000000Z';
  const { requestId } = await ada.plan({ ...body, runAt: '2098-01-01T00:00:00Z' });
  const asked = await ada.post(`/api/v1/requests/${requestId}/run`, { runAt: later });
  const { state, runAt: at } = asked.json<ShownRequest>();
  assert.deepEqual([asked.statusCode, state, at], [202, 'queued', later]);
  assert.equal(await findJobMoment(requestId), '2099-01-01T00:00:00.000Z');

  const other = await ada.plan({ ...body, runAt: later });
  const now = await ada.post(`/api/v1/requests/${other.requestId}/run`, { runAt: '2020-01-01T00:00:00Z' });
  assert.equal(now.statusCode, 202);
  assert.ok(((await findJobMoment(other.requestId)) ?? later) < '2030');

  const third = await ada.plan(body);
  for (const runAt of ['tomorrow', '2026-02-30T00:00:00Z', 5]) {
    const refused = await ada.refuse(`/api/v1/requests/${third.requestId}/run`, { runAt });
    assert.deepEqual([refused.status, refused.field], [400, 'runAt']);
  }
  assert.equal((await ada.requests.show(third.requestId)).state, 'planned');
});

/** When a worker will take the request. */
async function findJobMoment(requestId: number): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: world.url });
  await client.connect();
  const { rows } = await client.query<{ at: Date }>(
    'select run_at as at from graphile_worker.jobs where key = $1',
    [`request-${requestId}`],
  );
  await client.end();
  return rows[0]?.at.toISOString();
}
