import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { runRequest } from '../src/core/requests/run-request.ts';
import { deactivateUser } from '../src/core/users/deactivate-user.ts';
import { anOrganisation, type Organisation } from './support/an-organisation.ts';
import { buildApp } from './support/build-app.ts';
import { createTestDatabase, type TestDatabase } from './support/test-database.ts';

type Name = 'ada' | 'ben' | 'cy' | 'dee' | 'pat' | 'gone';

let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
let headers: Record<string, string>;
let orgId = 100;

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
});

beforeEach(async () => {
  orgId += 1;
  org = await anOrganisation(world.database, {
    orgId,
    users: {
      ada: { accessRole: 'administrator', reports: ['ben', 'cy', 'dee'] },
      ben: {},
      cy: {},
      dee: {},
      pat: { agentRole: 'Processor' },
      gone: { isActive: false },
    },
    leads: {
      ...Object.fromEntries(Array.from({ length: 10 }, (_, n) => [n + 1, ['ben', 'pat']])),
      11: ['cy'],
      12: [],
    },
  });
  headers = await org.signIn('ada');
});

after(async () => {
  await app.close();
  await world.drop();
});

const ref = (name: Name) => ({ userId: org.user(name).userId });

async function post(url: string, payload?: object, extra: Record<string, string> = {}) {
  return app.inject({
    method: 'POST',
    url,
    headers: { ...headers, ...extra },
    ...(payload ? { payload } : {}),
  });
}

async function plan(payload: object) {
  const answer = await post('/api/v1/requests?plan=true', payload);
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json();
}

async function run(requestId: number) {
  const answer = await post(`/api/v1/requests/${requestId}/run`);
  assert.equal(answer.statusCode, 202, answer.body);
  return finish(requestId);
}

async function finish(requestId: number) {
  await runRequest(world.database, orgId, requestId);
  return (await app.inject({ url: `/api/v1/requests/${requestId}`, headers })).json();
}

async function rows(requestId: number) {
  return (await app.inject({ url: `/api/v1/requests/${requestId}/rows`, headers })).json().items;
}

async function primaryOf(leadId: number): Promise<number | undefined> {
  const lead = (await app.inject({ url: `/api/v1/leads/${leadId}`, headers })).json();
  return lead.assignments.find(
    (row: { role: string; standing: string }) => row.role === 'Loan Officer' && row.standing === 'primary',
  )?.user.userId;
}

const bensBook = () => ({ kind: 'reassign', selection: { owner: ref('ben') }, others: 'same-role' });

test('a plan freezes a selection and foresees counts and books, and changes nothing', async () => {
  const planned = await plan({ ...bensBook(), to: { user: ref('cy') } });
  assert.equal(planned.state, 'planned');
  assert.equal(planned.counts.total, 10);
  assert.equal(planned.preview.changed, 10);
  const cy = planned.preview.books.find((book: { userId: number }) => book.userId === org.user('cy').userId);
  assert.deepEqual([cy.bookBefore, cy.receives, cy.bookAfter], [1, 10, 11]);
  const ben = planned.preview.books.find(
    (book: { userId: number }) => book.userId === org.user('ben').userId,
  );
  assert.deepEqual([ben.bookBefore, ben.removed, ben.bookAfter], [10, 10, 0]);
  assert.equal(await primaryOf(1), org.user('ben').userId);
});

test('a plan warns of active people in a selection that may be meant for a leaver', async () => {
  const warned = async (selection: object) => {
    const { preview } = await plan({ kind: 'reassign', selection, to: { user: ref('cy') } });
    return preview.warnings.map(
      ({ code, message }: { code: string; message: string }) => `${code}: ${message}`,
    );
  };
  const ben = `owner-active: Ben Example (user ${org.user('ben').userId}) is active and would lose`;
  assert.deepEqual(await warned({ owner: ref('ben') }), [`${ben} 10 leads. Make sure that this is meant.`]);
  await deactivateUser(world.database, orgId, org.user('pat').email);
  assert.deepEqual(await warned({ owner: ref('pat') }), [`${ben} 10 leads. Make sure that this is meant.`]);
  assert.deepEqual(await warned({ primaryInactive: true }), [
    `${ben} 10 leads. Make sure that this is meant.`,
  ]);
  await deactivateUser(world.database, orgId, org.user('ben').email);
  assert.deepEqual(await warned({ owner: ref('ben') }), []);
  assert.deepEqual(await warned({ unassigned: true }), []);
});

test('running a plan runs exactly its rows, whatever matches the selection by then', async () => {
  const { requestId } = await plan({ ...bensBook(), to: { user: ref('cy') } });
  await finish(
    (await post('/api/v1/requests', { kind: 'reassign', leads: [12], to: { user: ref('ben') } })).json()
      .requestId,
  );
  const done = await run(requestId);
  assert.equal(done.state, 'done');
  assert.equal(done.counts.changed, 10);
  assert.equal(await primaryOf(12), org.user('ben').userId);
  assert.equal(await primaryOf(3), org.user('cy').userId);
});

test('a lead that moved after the plan is skipped and named, not taken silently', async () => {
  const { requestId } = await plan({ ...bensBook(), to: { user: ref('cy') } });
  const other = (
    await post('/api/v1/requests', { kind: 'reassign', leads: [4], to: { user: ref('dee') } })
  ).json();
  await finish(other.requestId);
  const done = await run(requestId);
  assert.deepEqual([done.counts.changed, done.counts.skipped], [9, 1]);
  const moved = (await rows(requestId)).find((row: { leadId: number }) => row.leadId === 4);
  assert.equal(moved.code, 'lead-moved');
  assert.equal(moved.facts.laterRequest, other.requestId);
  assert.equal(await primaryOf(4), org.user('dee').userId);
});

test('with overwrite a moved lead is changed all the same; with stop the request ends there', async () => {
  const over = await plan({ ...bensBook(), to: { user: ref('cy') }, onDrift: 'overwrite' });
  const stop = await plan({ ...bensBook(), to: { user: ref('cy') }, onDrift: 'stop' });
  await finish(
    (await post('/api/v1/requests', { kind: 'reassign', leads: [4], to: { user: ref('dee') } })).json()
      .requestId,
  );
  const stopped = await run(stop.requestId);
  assert.equal(stopped.state, 'failed');
  assert.deepEqual([stopped.counts.changed, stopped.counts.skipped, stopped.counts.notAttempted], [3, 1, 6]);
  const done = await run(over.requestId);
  assert.equal(done.counts.total, done.counts.changed + done.counts.unchanged);
  assert.equal(await primaryOf(4), org.user('cy').userId);
});

test('all or nothing: one row that fails takes everything back', async () => {
  const made = await post('/api/v1/requests', {
    kind: 'reassign',
    rows: [{ leadId: 1 }, { leadId: 999 }, { leadId: 2 }],
    to: { user: ref('cy') },
    onFailure: 'all-or-nothing',
  });
  const done = await finish(made.json().requestId);
  assert.equal(done.state, 'failed');
  assert.deepEqual([done.counts.changed, done.counts.failed, done.counts.notAttempted], [0, 1, 2]);
  assert.equal(await primaryOf(1), org.user('ben').userId);
});

test('retry makes a new request of the rows that failed or were not attempted', async () => {
  const { requestId } = await plan({
    kind: 'reassign',
    rows: [
      { leadId: 1, primary: ref('cy'), key: 'a' },
      { leadId: 2, primary: ref('dee'), key: 'b' },
      { leadId: 3, primary: ref('cy'), key: 'c' },
    ],
    onFailure: 'stop',
  });
  await deactivateUser(world.database, orgId, org.user('dee').email);
  const stopped = await run(requestId);
  assert.deepEqual([stopped.counts.changed, stopped.counts.failed, stopped.counts.notAttempted], [1, 1, 1]);
  const retry = await post(`/api/v1/requests/${requestId}/retry`);
  assert.equal(retry.statusCode, 202, retry.body);
  assert.equal(retry.json().counts.total, 2);
  const done = await finish(retry.json().requestId);
  assert.equal(done.counts.failed, 1);
  assert.equal(await primaryOf(3), org.user('ben').userId);
});

test('a cancelled plan cannot run, and a finished request cannot be cancelled', async () => {
  const { requestId } = await plan({ ...bensBook(), to: { user: ref('cy') } });
  assert.equal((await post(`/api/v1/requests/${requestId}/cancel`)).json().state, 'cancelled');
  assert.equal((await post(`/api/v1/requests/${requestId}/run`)).json().code, 'request-not-planned');
  const made = await post('/api/v1/requests', { kind: 'reassign', leads: [1], to: { user: ref('cy') } });
  await finish(made.json().requestId);
  assert.equal((await post(`/api/v1/requests/${made.json().requestId}/cancel`)).json().code, 'request-ended');
});

test('a repeated idempotency key gives the first request; with another body it is refused', async () => {
  const body = { kind: 'reassign', leads: [1], to: { user: ref('cy') } };
  const key = { 'idempotency-key': 'move-1' };
  const [first, second] = await Promise.all([
    post('/api/v1/requests', body, key),
    post('/api/v1/requests', body, key),
  ]);
  assert.equal(first.json().requestId, second.json().requestId);
  const other = await post('/api/v1/requests', { ...body, leads: [2] }, key);
  assert.equal(other.statusCode, 409);
  assert.equal(other.json().code, 'idempotency-key-reused');
});

test('a distribution splits within one lead, keeps to caps, and names what fits nowhere', async () => {
  const even = await plan({
    ...bensBook(),
    to: {
      distribution: {
        mode: 'even',
        receivers: [{ user: ref('cy') }, { user: ref('dee') }, { user: ref('ada') }],
      },
    },
  });
  const received = even.preview.books.filter((book: { receives: number }) => book.receives > 0);
  assert.deepEqual(received.map((book: { receives: number }) => book.receives).sort(), [3, 3, 4]);

  const capped = await plan({
    ...bensBook(),
    to: {
      distribution: {
        mode: 'even',
        receivers: [
          { user: ref('cy'), cap: 3 },
          { user: ref('dee'), cap: 4 },
        ],
      },
    },
  });
  assert.equal(capped.preview.failed, 4); // cy has one lead already: room for 2 and 4 of the 10
  const done = await run(capped.requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [6, 4]);
  const left = (await rows(capped.requestId)).filter((row: { code?: string }) => row.code === 'no-room');
  assert.equal(left.length, 4);
});

test('two capped requests at once never fill a book beyond its cap', async () => {
  const ask = (leads: number[]) => ({
    kind: 'reassign',
    leads,
    others: 'same-role',
    to: { distribution: { mode: 'even', receivers: [{ user: ref('dee'), cap: 4 }] } },
  });
  const [a, b] = await Promise.all([plan(ask([1, 2, 3, 4])), plan(ask([5, 6, 7, 8]))]);
  await Promise.all([run(a.requestId), run(b.requestId)]);
  const book = (await app.inject({ url: `/api/v1/users/${org.user('dee').userId}/book`, headers })).json();
  assert.equal(book.book, 4, JSON.stringify(book));
});

test('managers are planned as one tree, and a line that moved since is skipped', async () => {
  const swap = await plan({
    kind: 'managers',
    rows: [
      { user: ref('cy'), manager: ref('ben') },
      { user: ref('ben'), manager: ref('cy') },
      { user: ref('dee'), manager: ref('ben'), key: 'dee' },
      { user: { email: 'nobody@example.com' }, manager: ref('ben') },
    ],
  });
  assert.deepEqual([swap.preview.changed, swap.preview.failed], [1, 3]);
  const other = await post('/api/v1/requests', {
    kind: 'managers',
    rows: [{ user: ref('dee'), manager: ref('cy') }],
  });
  await finish(other.json().requestId);
  const done = await run(swap.requestId);
  assert.deepEqual([done.counts.skipped, done.counts.failed], [1, 3]);
});

test('an undo can be planned first, and the plan says what it will leave alone', async () => {
  const made = await post('/api/v1/requests', { ...bensBook(), to: { user: ref('cy') } });
  await finish(made.json().requestId);
  await finish(
    (await post('/api/v1/requests', { kind: 'reassign', leads: [2], to: { user: ref('dee') } })).json()
      .requestId,
  );
  const planned = await post(`/api/v1/requests/${made.json().requestId}/undo?plan=true`);
  assert.equal(planned.statusCode, 201, planned.body);
  assert.deepEqual([planned.json().preview.changed, planned.json().preview.skipped], [9, 1]);
  assert.equal(await primaryOf(1), org.user('cy').userId);
  const done = await run(planned.json().requestId);
  assert.deepEqual([done.counts.changed, done.counts.skipped], [9, 1]);
  assert.equal(await primaryOf(1), org.user('ben').userId);
});

test('what is wrong with a request as a whole is refused in a sentence that says what to do', async () => {
  const refused = async (payload: object, code: string, detail: RegExp) => {
    const answer = await post('/api/v1/requests', payload);
    assert.equal(answer.json().code, code, answer.body);
    assert.match(answer.json().detail, detail);
  };
  await refused({ kind: 'reassign', to: { user: ref('cy') } }, 'invalid-input', /exactly one way/);
  await refused({ kind: 'reassign', leads: [1], to: { user: ref('gone') } }, 'user-inactive', /not active/);
  await refused(
    { kind: 'reassign', leads: [1, 2, 1], to: { user: ref('cy') } },
    'rows-invalid',
    /^leads\[2\]: Lead 1 is named by leads\[0\] already\. Name each lead once\.$/,
  );
  await refused({ kind: 'reassign', leads: [1] }, 'invalid-input', /Nobody is named/);
  const kinds = 'kind must be one of: reassign, managers, offboard';
  await refused({ kind: 'nonsense' }, 'invalid-input', new RegExp(`^${kinds}\\.$`));
  await refused(
    { kind: 'undo', requestId: 1 },
    'invalid-input',
    new RegExp(`^${kinds}; undo a request by POST /api/v1/requests/\\{id\\}/undo\\.$`),
  );
  await refused(
    { kind: 'reassign', leads: [1], to: { user: ref('cy'), distribution: { mode: 'even', receivers: [] } } },
    'invalid-input',
    /^to\.distribution\.receivers must not be empty\.$|^to must have only one of the members user, distribution\.$/,
  );
  await refused({ kind: 'reassign', leads: [] }, 'invalid-input', /^leads must not be empty\.$/);
  await refused(
    { kind: 'reassign', leads: [1], to: { user: {} } },
    'invalid-input',
    /^to\.user must have one of the members userId, email\.$/,
  );
  await refused({ kind: 'reassign', leads: ['1'] }, 'invalid-input', /^leads\[0\] must be a whole number\.$/);
  await refused(
    {
      kind: 'reassign',
      leads: [1],
      to: { distribution: { mode: 'percent', receivers: [{ user: ref('cy'), share: 60 }] } },
    },
    'invalid-input',
    /sum to 100/,
  );
});

test('what a query holds is refused in the same words', async () => {
  const cases = {
    'limit=0': 'limit must be 1 or more.',
    'limit=9999': 'limit must be 1000 or less.',
    'limit=many': 'limit must be a whole number.',
    'unassigned=perhaps': 'unassigned must be true or false.',
    'standing=third': 'standing must be one of: primary, secondary.',
  };
  for (const [query, detail] of Object.entries(cases)) {
    const answer = await app.inject({ url: `/api/v1/leads?${query}`, headers });
    assert.equal(answer.json().detail, detail);
  }
  const vendor = await app.inject({
    url: `/api/integration/GetUsers?orgId=${orgId}&includeInactive=perhaps`,
    headers,
  });
  assert.match(vendor.body, /includeInactive must be one of: true, false\./);
});

test('whoever takes no new leads is refused as a receiver until they are available again', async () => {
  const ask = () =>
    post('/api/v1/requests?plan=true', {
      ...bensBook(),
      to: { distribution: { mode: 'even', receivers: [{ user: ref('cy') }, { user: ref('dee') }] } },
    });
  const setAvailability = (isAvailable: boolean) =>
    app.inject({
      method: 'PUT',
      url: `/api/v1/users/${org.user('dee').userId}/availability`,
      headers,
      payload: { isAvailable },
    });
  assert.equal((await setAvailability(false)).json().isAvailable, false);
  const refused = await ask();
  assert.equal(refused.json().code, 'user-unavailable', refused.body);
  assert.equal((await setAvailability(true)).statusCode, 200);
  assert.equal((await ask()).statusCode, 201);
});

test('when a cancel is answered nothing of the request moves any more, and what is all or nothing stays whole', async () => {
  const made = await anOrganisation(world.database, {
    orgId: 900,
    users: { ada: {}, ben: {}, cy: {} },
    leads: Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [n + 1, ['ben'] as const])),
  });
  const auth = await made.signIn('ada');
  const call = (method: 'GET' | 'POST', url: string, payload?: object) =>
    app.inject({ method, url, headers: auth, ...(payload ? { payload } : {}) });
  for (const onFailure of ['continue', 'all-or-nothing'] as const) {
    const to = { user: { userId: made.user(onFailure === 'continue' ? 'cy' : 'ada').userId } };
    const body = { kind: 'reassign', selection: {}, others: 'same-role', onFailure, to };
    const { requestId } = (await call('POST', '/api/v1/requests', body)).json();
    const running = runRequest(world.database, 900, requestId);
    for (;;) {
      const { state } = (await call('GET', `/api/v1/requests/${requestId}`)).json();
      if (state !== 'queued') break;
    }
    await call('POST', `/api/v1/requests/${requestId}/cancel`);
    const atOnce = (await call('GET', `/api/v1/requests/${requestId}`)).json();
    await running;
    const later = (await call('GET', `/api/v1/requests/${requestId}`)).json();
    assert.deepEqual(later.counts, atOnce.counts, onFailure);
    assert.ok(atOnce.finishedAt, onFailure);
    if (onFailure === 'all-or-nothing') assert.ok([0, 9_000].includes(later.counts.changed), later.counts);
  }
});
