import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { ShownAssignment, ShownLead } from '../../src/core/leads/show-lead.ts';
import type { PastAssignment } from '../../src/core/leads/show-lead-history.ts';
import { anOrganisation, type CallHeaders, type Organisation } from '../support/an-organisation.ts';
import { buildApp, readAllPages } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let db: TestDatabase;
let app: FastifyInstance;
let acme: Organisation<'ada' | 'ben' | 'cy' | 'pam'>;
let ada: CallHeaders;
let stranger: CallHeaders;

const since = '2026-01-05T09:00:00.000001Z';

before(async () => {
  db = await createTestDatabase();
  app = await buildApp(db.database);
  acme = await anOrganisation(db.database, {
    orgId: 7,
    since,
    users: { ada: {}, ben: {}, cy: {}, pam: { agentRole: 'Processor' } },
    leads: { 1001: ['ada', 'cy', 'pam'], 1002: [] },
  });
  const rival = await anOrganisation(db.database, { orgId: 8, users: { zoe: {} }, leads: { 1003: ['zoe'] } });
  [ada, stranger] = await Promise.all([acme.signIn('ada'), rival.signIn('zoe')]);
});

after(async () => {
  await app.close();
  await db.drop();
});

async function show(query = ''): Promise<ShownLead> {
  const answer = await app.inject({ url: `/api/v1/leads/1001${query}`, headers: ada });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json();
}

async function reassignTo(name: 'ada' | 'ben'): Promise<number> {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v2/pub/application/reassign?orgId=7',
    headers: ada,
    payload: {
      ApplicationId: 1001,
      PrimaryAgent: { UserId: acme.user(name).userId },
      UnassignAllOtherUsers: true,
    },
  });
  return Number(answer.json().Data.RequestId);
}

function inNotation(assignments: readonly ShownAssignment[]): string[] {
  return assignments.map(({ user, standing }) =>
    standing === 'primary' ? user.name.toUpperCase() : user.name,
  );
}

test('a lead is shown with who stands on it, primaries first, and its revision is its ETag', async () => {
  const answer = await app.inject({ url: '/api/v1/leads/1001', headers: ada });
  const { assignments, ...lead } = answer.json<ShownLead>();
  assert.deepEqual(lead, {
    leadId: 1001,
    name: 'Lead 1001',
    status: '',
    source: '',
    state: '',
    attributes: {},
    revision: 0,
  });
  assert.equal(answer.headers.etag, '"0"');
  assert.deepEqual(inNotation(assignments), ['ADA EXAMPLE', 'PAM EXAMPLE', 'Cy Example']);
  assert.deepEqual(assignments[0], {
    user: { userId: 101, name: 'Ada Example', email: 'ada@org7.example', isActive: true, isInSight: true },
    role: 'Loan Officer',
    standing: 'primary',
    since,
    roleSince: since,
    requestId: acme.requestId,
    requestedBy: null,
    keyMadeBy: null,
  });
});

test('a lead that nobody stands on is shown all the same', async () => {
  const answer = await app.inject({ url: '/api/v1/leads/1002', headers: ada });
  assert.deepEqual(answer.json().assignments, []);
});

test('as of any moment a lead shows who stood on it then, to the microsecond', async () => {
  await reassignTo('ben');
  const now = await show();
  assert.deepEqual(inNotation(now.assignments), ['BEN EXAMPLE', 'PAM EXAMPLE']);
  assert.equal(now.revision, 1);

  const change = now.assignments[0]?.since ?? '';
  assert.deepEqual((await show(`?asOf=${change}`)).assignments, now.assignments);
  assert.deepEqual(inNotation((await show(`?asOf=${since}`)).assignments), [
    'ADA EXAMPLE',
    'PAM EXAMPLE',
    'Cy Example',
  ]);
  assert.deepEqual((await show('?asOf=2026-01-05T09:00:00.000000Z')).assignments, []);
  assert.deepEqual((await show('?asOf=2026-01-05T10:00:00.000001+01:00')).assignments.length, 3);
});

test('as of an earlier moment there is neither revision nor ETag', async () => {
  const answer = await app.inject({ url: `/api/v1/leads/1001?asOf=${since}`, headers: ada });
  assert.equal(answer.json().revision, null);
  assert.equal(answer.headers.etag, undefined);
});

test('a moment in the future and one that is none are refused', async () => {
  for (const asOf of ['2199-01-01T00:00:00Z', 'now', '2026-01-05', '2026-01-05T09:00:00']) {
    const answer = await app.inject({ url: `/api/v1/leads/1001?asOf=${asOf}`, headers: ada });
    assert.equal(answer.statusCode, 400, asOf);
    assert.deepEqual([answer.json().code, answer.json().field], ['invalid-input', 'asOf']);
  }
});

test('the history holds every assignment ever, newest first, with the requests behind it', async () => {
  const back = await reassignTo('ada');
  const answer = await app.inject({ url: '/api/v1/leads/1001/history', headers: ada });
  const { items, next } = answer.json<{ items: PastAssignment[]; next: null }>();
  assert.equal(next, null);
  assert.deepEqual(
    items.map(({ user, untilAt }) => [user.userId, untilAt === null]),
    [
      [101, true],
      [102, false],
      [104, true],
      [103, false],
      [101, false],
    ],
  );
  const [latest, ben] = items;
  assert.deepEqual(latest?.fromRequest, {
    requestId: back,
    kind: 'reassign',
    requestedBy: latest?.user,
    keyMadeBy: null,
    reason: null,
    undone: null,
  });
  assert.deepEqual(ben?.untilRequest, latest?.fromRequest);
  assert.equal(ben?.untilAt, latest?.fromAt);
  assert.deepEqual(items[3]?.fromRequest, {
    requestId: acme.requestId,
    kind: 'import',
    requestedBy: null,
    keyMadeBy: null,
    reason: null,
    undone: null,
  });
});

test('history pages of any size hold every assignment once', async () => {
  const url = '/api/v1/leads/1001/history';
  const all = await readAllPages<PastAssignment>(app, { url, headers: ada });
  for (const limit of [1, 2, 3]) {
    assert.deepEqual(await readAllPages(app, { url: `${url}?limit=${limit}`, headers: ada }), all);
  }
});

test('a lead of another organisation, an unknown one and one out of range are alike', async () => {
  for (const path of ['', '/history']) {
    const bodies = await Promise.all(
      ['1003', '5', '0', '99999999999999999999'].map(async (id) => {
        const answer = await app.inject({ url: `/api/v1/leads/${id}${path}`, headers: ada });
        assert.equal(answer.statusCode, 404);
        const { instance, detail, ...rest } = answer.json();
        assert.match(instance, /^urn:baton:call:/);
        assert.match(detail, /^There is no lead \d+ in this organisation\.$/);
        return rest;
      }),
    );
    for (const body of bodies) assert.deepEqual(body, bodies[0]);
    assert.equal((await app.inject({ url: `/api/v1/leads/1001${path}`, headers: stranger })).statusCode, 404);
  }
  const answer = await app.inject({ url: '/api/v1/leads/abc', headers: ada });
  assert.deepEqual([answer.statusCode, answer.json().field], [400, 'id']);
});
