import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { deactivateUser } from '../../src/core/accounts/deactivate-user.ts';
import type { RequestRow } from '../../src/core/requests/request-row.ts';
import { runRequest } from '../../src/core/requests/run-request.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

type Name = 'ada' | 'ben' | 'cy' | 'dee' | 'pat' | 'gone';

let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<Name>;
let api: ApiCaller;
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

async function primaryOf(leadId: number): Promise<number | undefined> {
  const lead = await api.get(`/api/v1/leads/${leadId}`);
  return lead.assignments.find(
    (row: { role: string; standing: string }) => row.role === 'Loan Officer' && row.standing === 'primary',
  )?.user.userId;
}

const bensBook = () => ({ kind: 'reassign', selection: { owner: ref('ben') }, others: 'same-role' });

test('a plan freezes a selection and foresees counts and books, and changes nothing', async () => {
  const planned = await api.plan({ ...bensBook(), to: { user: ref('cy') } });
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
    const { preview } = await api.plan({ kind: 'reassign', selection, to: { user: ref('cy') } });
    return preview.warnings
      .map(({ code, message }: { code: string; message: string }) => `${code}: ${message}`)
      .filter((warning: string) => warning.startsWith('owner-active'));
  };
  const ben = `owner-active: Ben Example (user ${org.user('ben').userId}) is active and would lose`;
  assert.deepEqual(await warned({ owner: ref('ben') }), [`${ben} 10 leads. Make sure that this is meant.`]);
  await deactivateUser(world.database, orgId, org.user('pat').email);
  assert.deepEqual(await warned({ owner: ref('pat') }), [`${ben} 10 leads. Make sure that this is meant.`]);
  assert.deepEqual(await warned({ primaryInactive: true }), [
    `${ben} 10 leads. Make sure that this is meant.`,
  ]);
  assert.deepEqual(await warned({ standing: 'primary' }), [`${ben} 10 leads. Make sure that this is meant.`]);
  await deactivateUser(world.database, orgId, org.user('ben').email);
  assert.deepEqual(await warned({ owner: ref('ben') }), []);
  assert.deepEqual(await warned({ unassigned: true }), []);
});

test('a plan warns where the owner whose leads were selected stays their primary', async () => {
  const selection = { owner: ref('pat') };
  const warned = async (to: Name, others: string) => {
    const { preview } = await api.plan({ kind: 'reassign', selection, to: { user: ref(to) }, others });
    return preview.warnings.map(({ code, userId }: { code: string; userId: number }) => [code, userId]);
  };
  const staying = ['owner-stays', org.user('pat').userId];
  assert.deepEqual((await warned('cy', 'same-role'))[0], staying);
  assert.ok(!(await warned('cy', 'all')).flat().includes('owner-stays'));
});

test('running a plan runs exactly its rows, whatever matches the selection by then', async () => {
  const { requestId } = await api.plan({ ...bensBook(), to: { user: ref('cy') } });
  await api.make({ kind: 'reassign', leads: [12], to: { user: ref('ben') } });
  const done = await api.run(requestId);
  assert.equal(done.state, 'done');
  assert.equal(done.counts.changed, 10);
  assert.equal(await primaryOf(12), org.user('ben').userId);
  assert.equal(await primaryOf(3), org.user('cy').userId);
});

test('a lead that moved after the plan is skipped and named, not taken silently', async () => {
  const { requestId } = await api.plan({ ...bensBook(), to: { user: ref('cy') } });
  const other = await api.make({ kind: 'reassign', leads: [4], to: { user: ref('dee') } });
  const done = await api.run(requestId);
  assert.deepEqual([done.counts.changed, done.counts.skipped], [9, 1]);
  const moved = (await api.rows(requestId)).find((row: { leadId: number }) => row.leadId === 4);
  assert.equal(moved.code, 'lead-moved');
  assert.equal(moved.facts.laterRequest, other.requestId);
  assert.equal(await primaryOf(4), org.user('dee').userId);
});

test('of a lead that moved after the plan the request is named that moved it last, also where it was planned before', async () => {
  const older = await api.plan({ ...bensBook(), to: { user: ref('cy') }, onDrift: 'overwrite' });
  await api.make({ kind: 'reassign', leads: [4], to: { user: ref('dee') } });
  const { requestId } = await api.plan({ kind: 'reassign', leads: [4], to: { user: ref('ben') } });
  await api.run(older.requestId);
  await api.run(requestId);
  const [moved] = await api.rows(requestId);
  assert.deepEqual([moved.code, moved.facts.laterRequest], ['lead-moved', older.requestId]);
});

test('with overwrite a moved lead is changed all the same; with stop the request ends there', async () => {
  const over = await api.plan({ ...bensBook(), to: { user: ref('cy') }, onDrift: 'overwrite' });
  const stop = await api.plan({ ...bensBook(), to: { user: ref('cy') }, onDrift: 'stop' });
  await api.make({ kind: 'reassign', leads: [4], to: { user: ref('dee') } });
  const stopped = await api.run(stop.requestId);
  assert.equal(stopped.state, 'failed');
  assert.deepEqual([stopped.counts.changed, stopped.counts.skipped, stopped.counts.notAttempted], [3, 1, 6]);
  const done = await api.run(over.requestId);
  assert.equal(done.counts.total, done.counts.changed + done.counts.unchanged);
  assert.equal(await primaryOf(4), org.user('cy').userId);
});

test('all or nothing: one row that fails takes everything back', async () => {
  const done = await api.make({
    kind: 'reassign',
    rows: [{ leadId: 1 }, { leadId: 999 }, { leadId: 2 }],
    to: { user: ref('cy') },
    onFailure: 'all-or-nothing',
  });
  assert.equal(done.state, 'failed');
  assert.deepEqual([done.counts.changed, done.counts.failed, done.counts.notAttempted], [0, 1, 2]);
  assert.equal(await primaryOf(1), org.user('ben').userId);
});

test('a plan tells where its rows say themselves what becomes of the others', async () => {
  const plan = (row: object) =>
    api.plan({ kind: 'reassign', rows: [{ leadId: 1, primary: ref('cy'), ...row }], others: 'keep' });
  assert.equal((await plan({ others: 'all' })).spec.othersByRow, true);
  assert.equal((await plan({})).spec.othersByRow, undefined);
});

test('retry makes a new request of the rows that failed or were not attempted', async () => {
  const { requestId } = await api.plan({
    kind: 'reassign',
    rows: [
      { leadId: 1, primary: ref('cy'), key: 'a' },
      { leadId: 2, primary: ref('dee'), key: 'b' },
      { leadId: 3, primary: ref('cy'), key: 'c' },
    ],
    onFailure: 'stop',
  });
  await deactivateUser(world.database, orgId, org.user('dee').email);
  const stopped = await api.run(requestId);
  assert.deepEqual([stopped.counts.changed, stopped.counts.failed, stopped.counts.notAttempted], [1, 1, 1]);
  const done = await api.make(undefined, `/api/v1/requests/${requestId}/retry`);
  assert.deepEqual([done.counts.total, done.counts.failed], [2, 1]);
  assert.equal(await primaryOf(3), org.user('ben').userId);
});

test('a cancelled plan cannot run, and a finished request cannot be cancelled', async () => {
  const { requestId } = await api.plan({ ...bensBook(), to: { user: ref('cy') } });
  assert.equal((await api.post(`/api/v1/requests/${requestId}/cancel`)).json().state, 'cancelled');
  assert.equal((await api.post(`/api/v1/requests/${requestId}/run`)).json().code, 'request-not-planned');
  const made = await api.make({ kind: 'reassign', leads: [1], to: { user: ref('cy') } });
  assert.equal((await api.post(`/api/v1/requests/${made.requestId}/cancel`)).json().code, 'request-ended');
});

test('who cancels what has ended is told whether there is anything to take back', async () => {
  const refusedCancel = async (requestId: number) => {
    const { code, detail } = (await api.post(`/api/v1/requests/${requestId}/cancel`)).json();
    assert.equal(code, 'request-ended');
    return detail.replace(/Request \d+ is/, 'It is');
  };
  const { requestId: abandoned } = await api.plan({ ...bensBook(), to: { user: ref('cy') } });
  await api.post(`/api/v1/requests/${abandoned}/cancel`);
  assert.equal(await refusedCancel(abandoned), 'It is cancelled already, and it changed nothing.');
  const { requestId } = await api.make({ kind: 'reassign', leads: [1], to: { user: ref('cy') } });
  assert.equal(await refusedCancel(requestId), 'It is done already; undo it to take back what it did.');
  const { requestId: undoPlan } = await api.plan(undefined, `/api/v1/requests/${requestId}/undo`);
  await api.post(`/api/v1/requests/${undoPlan}/cancel`);
  assert.equal(await refusedCancel(undoPlan), 'It is cancelled already, and it changed nothing.');
  const undo = await api.make(undefined, `/api/v1/requests/${requestId}/undo`);
  assert.equal(
    await refusedCancel(requestId),
    `It is done already, and request ${undo.requestId} undoes it.`,
  );
});

test('a repeated idempotency key gives the first request; with another body it is refused', async () => {
  const body = { kind: 'reassign', leads: [1], to: { user: ref('cy') } };
  const key = { 'idempotency-key': 'move-1' };
  const [first, second] = await Promise.all([
    api.post('/api/v1/requests', body, key),
    api.post('/api/v1/requests', Object.fromEntries(Object.entries(body).toReversed()), key),
  ]);
  assert.equal(first.json().requestId, second.json().requestId);
  const other = await api.post('/api/v1/requests', { ...body, leads: [2] }, key);
  assert.equal(other.statusCode, 409);
  assert.equal(other.json().code, 'idempotency-key-reused');
});

test('a distribution splits within one lead, keeps to caps, and names what fits nowhere', async () => {
  const even = await api.plan({
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

  const capped = await api.plan({
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
  const done = await api.run(capped.requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [6, 4]);
  const left = (await api.rows(capped.requestId)).filter((row: { code?: string }) => row.code === 'no-room');
  assert.equal(left.length, 4);
});

test('two capped requests at once never fill a book beyond its cap', async () => {
  const ask = (leads: number[]) => ({
    kind: 'reassign',
    leads,
    others: 'same-role',
    to: { distribution: { mode: 'even', receivers: [{ user: ref('dee'), cap: 4 }] } },
  });
  const [a, b] = await Promise.all([api.plan(ask([1, 2, 3, 4])), api.plan(ask([5, 6, 7, 8]))]);
  await Promise.all([api.run(a.requestId), api.run(b.requestId)]);
  const book = await api.get(`/api/v1/users/${org.user('dee').userId}/book`);
  assert.equal(book.book, 4, JSON.stringify(book));
});

test('managers are planned as one tree, and a line that moved since is skipped', async () => {
  const swap = await api.plan({
    kind: 'managers',
    rows: [
      { user: ref('cy'), manager: ref('ben') },
      { user: ref('ben'), manager: ref('cy') },
      { user: ref('dee'), manager: ref('ben'), key: 'dee' },
      { user: { email: 'nobody@example.com' }, manager: ref('ben') },
    ],
  });
  assert.deepEqual([swap.preview.changed, swap.preview.failed], [1, 3]);
  await api.make({ kind: 'managers', rows: [{ user: ref('dee'), manager: ref('cy') }] });
  const done = await api.run(swap.requestId);
  assert.deepEqual([done.counts.skipped, done.counts.failed], [1, 3]);
});

test('a line that others gave and took away again has moved, though it is as it was at the plan', async () => {
  const rows = [{ user: ref('dee'), manager: null }];
  await api.make({ kind: 'managers', rows });
  const plan = await api.plan({ kind: 'managers', rows: [{ user: ref('dee'), manager: ref('cy') }] });
  await api.make({ kind: 'managers', rows: [{ user: ref('dee'), manager: ref('ben') }] });
  const { requestId } = await api.make({ kind: 'managers', rows });
  await api.run(plan.requestId);
  const [row] = await api.rows(plan.requestId);
  assert.deepEqual([row.outcome, row.code, row.facts.laterRequest], ['skipped', 'line-moved', requestId]);
});

test('a row of a reporting line names its user, and the manager before and after', async () => {
  const { requestId } = await api.plan({
    kind: 'managers',
    rows: [
      { user: ref('dee'), manager: ref('ben') },
      { user: ref('cy'), manager: null },
      { user: { userId: 987_654 }, manager: ref('ben') },
    ],
  });
  const idOf = (name: 'ben' | 'cy' | 'dee' | 'ada') => org.user(name).userId;
  const tell = async () => {
    const { items } = await api.get(`/api/v1/requests/${requestId}/rows`);
    return (items as RequestRow[]).map(({ user, managerBefore, receiver }) =>
      [user, managerBefore, receiver].map((person) => person?.userId ?? person),
    );
  };
  const planned = await tell();
  assert.deepEqual(planned, [
    [idOf('dee'), idOf('ada'), idOf('ben')],
    [idOf('cy'), idOf('ada'), null],
    [undefined, undefined, null],
  ]);
  await api.run(requestId);
  assert.deepEqual(await tell(), planned, 'the run changes the line, and the row still tells which it was');
});

test('an undo can be planned first, and the plan says what it will leave alone', async () => {
  const made = await api.make({ ...bensBook(), to: { user: ref('cy') } });
  await api.make({ kind: 'reassign', leads: [2], to: { user: ref('dee') } });
  const planned = await api.plan(undefined, `/api/v1/requests/${made.requestId}/undo`);
  assert.deepEqual([planned.preview.changed, planned.preview.skipped], [9, 1]);
  assert.equal(await primaryOf(1), org.user('cy').userId);
  const done = await api.run(planned.requestId);
  assert.deepEqual([done.counts.changed, done.counts.skipped], [9, 1]);
  assert.equal(await primaryOf(1), org.user('ben').userId);
});

test('what is wrong with a request as a whole is refused in a sentence that says what to do', async () => {
  const refused = async (payload: object, code: string, detail: RegExp) => {
    const answer = await api.post('/api/v1/requests', payload);
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
  const withAttributes = (attributes: object) => ({
    kind: 'reassign',
    selection: { attributes },
    to: { user: ref('cy') },
  });
  await refused(
    withAttributes(Object.fromEntries(Array.from({ length: 51 }, (_none, place) => [`a${place}`, 'x']))),
    'invalid-input',
    /^selection\.attributes must have at most 50 members\.$/,
  );
  await refused(
    withAttributes({ ['x'.repeat(201)]: 'x' }),
    'invalid-input',
    /^selection\.attributes has a member of which the name must have at most 200 characters\.$/,
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
    const answer = await api.get(`/api/v1/leads?${query}`);
    assert.equal(answer.detail, detail);
  }
  const vendor = await api.get(`/api/integration/GetUsers?orgId=${orgId}&includeInactive=perhaps`);
  assert.match(JSON.stringify(vendor), /includeInactive must be one of: true, false\./);
});

test('whoever takes no new leads is refused as a receiver until they are available again', async () => {
  const ask = () =>
    api.post('/api/v1/requests?plan=true', {
      ...bensBook(),
      to: { distribution: { mode: 'even', receivers: [{ user: ref('cy') }, { user: ref('dee') }] } },
    });
  const setAvailability = (isAvailable: boolean) =>
    api.put(`/api/v1/users/${org.user('dee').userId}/availability`, { isAvailable });
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
  const theirs = new ApiCaller({ app, database: world.database, orgId: 900 }, await made.signIn('ada'));
  for (const onFailure of ['continue', 'all-or-nothing'] as const) {
    const to = { user: { userId: made.user(onFailure === 'continue' ? 'cy' : 'ada').userId } };
    const body = { kind: 'reassign', selection: {}, others: 'same-role', onFailure, to };
    const { requestId } = (await theirs.post('/api/v1/requests', body)).json();
    const running = runRequest(world.database, 900, requestId);
    for (;;) {
      const { state } = await theirs.get(`/api/v1/requests/${requestId}`);
      if (state !== 'queued') break;
    }
    await theirs.post(`/api/v1/requests/${requestId}/cancel`);
    const atOnce = await theirs.get(`/api/v1/requests/${requestId}`);
    await running;
    const later = await theirs.get(`/api/v1/requests/${requestId}`);
    assert.deepEqual(later.counts, atOnce.counts, onFailure);
    assert.ok(atOnce.finishedAt, onFailure);
    if (onFailure === 'all-or-nothing') assert.ok([0, 9_000].includes(later.counts.changed), later.counts);
  }
});
