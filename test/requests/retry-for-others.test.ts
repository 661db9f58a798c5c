// A retry may hand the rows that failed to somebody else, and a plan may be run later than it was planned for.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { deactivateUser } from '../../src/core/accounts/deactivate-user.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Name = 'ada' | 'ben' | 'cy' | 'dee' | 'lea' | 'eve';

let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
let api: ApiCaller;
let orgId = 500;

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
});
beforeEach(aNewOrganisation);
after(async () => {
  await app.close();
  await world.drop();
});

async function aNewOrganisation(): Promise<void> {
  orgId += 1;
  org = await anOrganisation(world.database, {
    orgId,
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
  api = new ApiCaller({ app, database: world.database, orgId }, await org.signIn('ada'));
}

const ref = (name: Name) => ({ userId: org.user(name).userId });
const retryOf = (requestId: number) => `/api/v1/requests/${requestId}/retry`;
const leave = (name: Name) => deactivateUser(world.database, orgId, org.user(name).email);

async function findPrimary(leadId: number): Promise<number | undefined> {
  const { assignments } = await api.get(`/api/v1/leads/${leadId}`);
  return assignments.find(({ standing }: { standing: string }) => standing === 'primary')?.user.userId;
}

/** Plans it while everybody is here, and runs it when cy has left. */
async function runWithoutCy(body: object) {
  const { requestId } = await api.plan(body);
  await leave('cy');
  return api.run(requestId);
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
      await aNewOrganisation();
      const first = await runWithoutCy({
        kind: 'reassign',
        rows: asked.map(({ leadId, primary }) => ({ leadId, primary: primary && ref(primary) })),
        to: receive(before, ['cy']),
      });
      const failed = asked.filter((each) => isLost(each) || each.primary !== 'dee');
      assert.equal(first.counts.failed, failed.length);
      if (failed.length === 0) return;
      const retry = await api.make(
        { to: receive(by, receivers), reason: 'Cy left' },
        retryOf(first.requestId),
      );
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
  const full = await api.make(
    { to: { distribution: { mode: 'even', receivers } } },
    retryOf(first.requestId),
  );
  assert.deepEqual([full.counts.changed, full.counts.failed], [1, 2]);
  const again = await api.plan(undefined, retryOf(full.requestId));
  assert.deepEqual([again.preview.changed, again.preview.failed], [0, 2]);
});

test('an unknown receiver, one who left, and a request that takes users off are refused', async () => {
  const first = await runWithoutCy({ kind: 'reassign', leads: [1, 99], to: { user: ref('cy') } });
  for (const [to, code] of [
    [{ user: { userId: 9_999 } }, 'user-not-found'],
    [{ user: ref('cy') }, 'user-inactive'],
    [{ distribution: { mode: 'percent', receivers: [{ user: ref('dee'), share: 50 }] } }, 'invalid-input'],
  ] as const) {
    const answer = await api.post(retryOf(first.requestId), { to });
    assert.equal(answer.json().code, code);
    assert.match(answer.json().field, /^to/);
  }
  const removal = await api.make({ kind: 'reassign', leads: [99], to: null, agentRole: 'Loan Officer' });
  const refused = await api.post(retryOf(removal.requestId), { to: { user: ref('dee') } });
  assert.equal(refused.statusCode, 400, refused.body);
  assert.match(refused.json().detail, /takes users off its leads/);
});

test('of a change of managers one user takes the rows that failed, and nobody by shares', async () => {
  const rows = [
    { user: ref('ben'), manager: ref('cy') },
    { user: ref('eve'), manager: ref('dee') },
  ];
  const first = await runWithoutCy({ kind: 'managers', rows });
  assert.deepEqual([first.counts.changed, first.counts.failed], [1, 1]);
  const distribution = { mode: 'even', receivers: [{ user: ref('dee') }] };
  const refused = await api.post(retryOf(first.requestId), { to: { distribution } });
  assert.deepEqual([refused.statusCode, refused.json().field], [400, 'to']);
  const retry = await api.make({ to: { user: ref('dee') } }, retryOf(first.requestId));
  assert.deepEqual([retry.counts.total, retry.counts.changed], [1, 1]);
  assert.equal((await api.get(`/api/v1/users/${ref('ben').userId}`)).manager.userId, ref('dee').userId);
});

test('what a leaver still holds goes to whoever is named in the retry, but never to the leaver', async () => {
  const first = await runWithoutCy({
    kind: 'offboard',
    user: ref('lea'),
    leads: [{ standing: 'secondary', to: { user: ref('cy') } }, { to: { user: ref('cy') } }],
  });
  const failed = first.counts.failed + first.counts.notAttempted;
  assert.ok(failed >= 4, JSON.stringify(first.counts));
  const refused = await api.post(retryOf(first.requestId), { to: { user: ref('lea') } });
  assert.ok(refused.statusCode >= 400 && refused.json().field === 'to.user', refused.body);
  const retry = await api.make({ to: { user: ref('eve') } }, retryOf(first.requestId));
  assert.deepEqual([retry.counts.total, retry.counts.changed], [failed, failed]);
  const held = await api.get(`/api/v1/leads?ownerUserId=${ref('eve').userId}&limit=10`);
  assert.deepEqual(
    held.items.map(({ leadId }: { leadId: number }) => leadId),
    [4, 5, 6],
  );
});

test('a plan that is run for later waits until then, and one whose time has passed runs at once', async () => {
  const body = { kind: 'reassign', leads: [1], to: { user: ref('dee') } };
  const later = '2099-01-01T00:00:00.000000Z';
  const { requestId } = await api.plan({ ...body, runAt: '2098-01-01T00:00:00Z' });
  const asked = await api.post(`/api/v1/requests/${requestId}/run`, { runAt: later });
  assert.deepEqual([asked.statusCode, asked.json().state, asked.json().runAt], [202, 'queued', later]);
  assert.equal(await findJobMoment(requestId), '2099-01-01T00:00:00.000Z');

  const other = await api.plan({ ...body, runAt: later });
  const now = await api.post(`/api/v1/requests/${other.requestId}/run`, { runAt: '2020-01-01T00:00:00Z' });
  assert.equal(now.statusCode, 202);
  assert.ok(((await findJobMoment(other.requestId)) ?? later) < '2030');

  const third = await api.plan(body);
  for (const runAt of ['tomorrow', '2026-02-30T00:00:00Z', 5]) {
    const refused = await api.post(`/api/v1/requests/${third.requestId}/run`, { runAt });
    assert.deepEqual([refused.statusCode, refused.json().field], [400, 'runAt']);
  }
  assert.equal((await api.get(`/api/v1/requests/${third.requestId}`)).state, 'planned');
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
