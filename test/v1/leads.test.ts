import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownAssignment, ShownLead } from '../../src/core/leads/show-lead.ts';
import type { PastAssignment } from '../../src/core/leads/show-lead-history.ts';
import { type Refused, readAllPages, readRefusal } from '../support/open-caller.ts';
import { useWorld } from '../support/use-world.ts';

const since = '2026-01-05T09:00:00.000001Z';

const world = useWorld({
  orgId: 7,
  since,
  users: { ada: {}, ben: {}, cy: {}, pam: { agentRole: 'Processor' } },
  leads: { 1001: ['ada', 'cy', 'pam'], 1002: [] },
});
const ada = world.as('ada');
const rival = world.beside({
  orgId: 8,
  users: { zoe: {} },
  leads: { 1003: ['zoe'] },
});
const stranger = rival.as('zoe');

async function show(query = ''): Promise<ShownLead> {
  const answer = await ada.get(`/api/v1/leads/1001${query}`);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<ShownLead>();
}

async function reassignTo(name: 'ada' | 'ben'): Promise<number> {
  const answer = await ada.post('/api/v2/pub/application/reassign?orgId=7', {
    ApplicationId: 1001,
    PrimaryAgent: { UserId: world.idOf(name) },
    UnassignAllOtherUsers: true,
  });
  return Number(answer.json<{ Data: { RequestId: string } }>().Data.RequestId);
}

function inNotation(assignments: readonly ShownAssignment[]): string[] {
  return assignments.map(({ user, standing }) =>
    standing === 'primary' ? user.name.toUpperCase() : user.name,
  );
}

test('a lead is shown with who stands on it, primaries first, and its version is its ETag', async () => {
  const answer = await ada.get('/api/v1/leads/1001');
  const { assignments, version, ...lead } = answer.json<ShownLead>();
  assert.deepEqual(lead, {
    leadId: 1001,
    name: 'Lead 1001',
    status: '',
    source: '',
    state: '',
    ...{ phone: null, email: null, product: null, amount: null },
    attributes: {},
    externalKeys: {},
    isArchived: false,
    possibleTwins: [],
    revision: 0,
  });
  assert.match(String(version), /^"0-[\w-]{12}"$/);
  assert.equal(answer.headers.etag, version);
  assert.deepEqual(inNotation(assignments), ['ADA EXAMPLE', 'PAM EXAMPLE', 'Cy Example']);
  assert.deepEqual(assignments[0], {
    user: { userId: 101, name: 'Ada Example', email: 'ada@org7.example', isActive: true, isInSight: true },
    role: 'Loan Officer',
    standing: 'primary',
    since,
    roleSince: since,
    requestId: world.requestId,
    requestedBy: null,
    keyMadeBy: null,
  });
});

test('a lead that nobody stands on is shown all the same', async () => {
  const answer = await ada.get('/api/v1/leads/1002');
  assert.deepEqual(answer.json<ShownLead>().assignments, []);
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
  const answer = await ada.get(`/api/v1/leads/1001?asOf=${since}`);
  assert.equal(answer.json<ShownLead>().revision, null);
  assert.equal(answer.headers.etag, undefined);
});

test('a moment in the future and one that is none are refused', async () => {
  for (const asOf of ['2199-01-01T00:00:00Z', 'now', '2026-01-05', '2026-01-05T09:00:00']) {
    const answer = await ada.get(`/api/v1/leads/1001?asOf=${asOf}`);
    assert.equal(answer.statusCode, 400, asOf);
    assert.deepEqual([readRefusal(answer).code, readRefusal(answer).field], ['invalid-input', 'asOf']);
  }
});

test('the history holds every assignment ever, newest first, with the requests behind it', async () => {
  const back = await reassignTo('ada');
  const answer = await ada.get('/api/v1/leads/1001/history');
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
    requestId: world.requestId,
    kind: 'import',
    requestedBy: null,
    keyMadeBy: null,
    reason: null,
    undone: null,
  });
});

test('history pages of any size hold every assignment once', async () => {
  const url = '/api/v1/leads/1001/history';
  const all = await readAllPages<PastAssignment>(ada, url);
  for (const limit of [1, 2, 3]) {
    assert.deepEqual(await readAllPages(ada, `${url}?limit=${limit}`), all);
  }
});

test('a lead of another organisation, an unknown one and one out of range are alike', async () => {
  for (const path of ['', '/history']) {
    const bodies = await Promise.all(
      ['1003', '5', '0', '99999999999999999999'].map(async (id) => {
        const answer = await ada.get(`/api/v1/leads/${id}${path}`);
        assert.equal(answer.statusCode, 404);
        const { instance, detail, ...rest } = answer.json<Refused & { instance: string }>();
        assert.match(instance, /^urn:baton:call:/);
        assert.match(detail, /^There is no lead \d+ in this organisation\.$/);
        return rest;
      }),
    );
    for (const body of bodies) assert.deepEqual(body, bodies[0]);
    assert.equal((await stranger.get(`/api/v1/leads/1001${path}`)).statusCode, 404);
  }
  const answer = await ada.get('/api/v1/leads/abc');
  assert.deepEqual([answer.statusCode, readRefusal(answer).field], [400, 'id']);
});
