import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { readRefusal } from '../support/open-caller.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 101,
  perTest: true,
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
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref, idOf } = world;

async function primaryOf(leadId: number): Promise<number | undefined> {
  const { assignments } = await ada.leads.show(leadId);
  return assignments.find(({ role, standing }) => role === 'Loan Officer' && standing === 'primary')?.user
    .userId;
}

const bensBook = () => ({ kind: 'reassign', selection: { owner: ref('ben') }, others: 'same-role' });

test('a plan freezes a selection and foresees counts and books, and changes nothing', async () => {
  const planned = await ada.plan({ ...bensBook(), to: { user: ref('cy') } });
  assert.equal(planned.state, 'planned');
  assert.equal(planned.counts.total, 10);
  assert.equal(planned.preview.changed, 10);
  const cy = planned.preview.books.find((book) => book.userId === idOf('cy'));
  assert.deepEqual([cy?.bookBefore, cy?.receives, cy?.bookAfter], [1, 10, 11]);
  const ben = planned.preview.books.find((book) => book.userId === idOf('ben'));
  assert.deepEqual([ben?.bookBefore, ben?.removed, ben?.bookAfter], [10, 10, 0]);
  assert.equal(await primaryOf(1), idOf('ben'));
});

test('a plan warns of active people in a selection that may be meant for a leaver', async () => {
  const warned = async (selection: object) => {
    const { preview } = await ada.plan({ kind: 'reassign', selection, to: { user: ref('cy') } });
    return preview.warnings
      .map(({ code, message }) => `${code}: ${message}`)
      .filter((warning: string) => warning.startsWith('owner-active'));
  };
  const ben = `owner-active: Ben Example (user ${idOf('ben')}) is active and would lose`;
  assert.deepEqual(await warned({ owner: ref('ben') }), [`${ben} 10 leads. Make sure that this is meant.`]);
  await deactivateUser(world.database, world.orgId, world.user('pat').email);
  assert.deepEqual(await warned({ owner: ref('pat') }), [`${ben} 10 leads. Make sure that this is meant.`]);
  assert.deepEqual(await warned({ primaryInactive: true }), [
    `${ben} 10 leads. Make sure that this is meant.`,
  ]);
  assert.deepEqual(await warned({ standing: 'primary' }), [`${ben} 10 leads. Make sure that this is meant.`]);
  await deactivateUser(world.database, world.orgId, world.user('ben').email);
  assert.deepEqual(await warned({ owner: ref('ben') }), []);
  assert.deepEqual(await warned({ unassigned: true }), []);
});

test('a plan warns where the owner whose leads were selected stays their primary', async () => {
  const selection = { owner: ref('pat') };
  const warned = async (to: Name, others: string) => {
    const { preview } = await ada.plan({ kind: 'reassign', selection, to: { user: ref(to) }, others });
    return preview.warnings.map(({ code, userId }) => [code, userId]);
  };
  const staying = ['owner-stays', idOf('pat')];
  assert.deepEqual((await warned('cy', 'same-role'))[0], staying);
  assert.ok(!(await warned('cy', 'all')).flat().includes('owner-stays'));
});

test('running a plan runs exactly its rows, whatever matches the selection by then', async () => {
  const { requestId } = await ada.plan({ ...bensBook(), to: { user: ref('cy') } });
  await ada.make({ kind: 'reassign', leads: [12], to: { user: ref('ben') } });
  const done = await ada.run(requestId);
  assert.equal(done.state, 'done');
  assert.equal(done.counts.changed, 10);
  assert.equal(await primaryOf(12), idOf('ben'));
  assert.equal(await primaryOf(3), idOf('cy'));
});

test('a lead that moved after the plan is skipped and named, not taken silently', async () => {
  const { requestId } = await ada.plan({ ...bensBook(), to: { user: ref('cy') } });
  const other = await ada.make({ kind: 'reassign', leads: [4], to: { user: ref('dee') } });
  const done = await ada.run(requestId);
  assert.deepEqual([done.counts.changed, done.counts.skipped], [9, 1]);
  const moved = (await ada.rows(requestId)).find((row) => row?.leadId === 4);
  assert.equal(moved?.code, 'lead-moved');
  assert.equal(moved?.facts?.laterRequest, other.requestId);
  assert.equal(await primaryOf(4), idOf('dee'));
});

test('of a lead that moved after the plan the request is named that moved it last, also where it was planned before', async () => {
  const older = await ada.plan({ ...bensBook(), to: { user: ref('cy') }, onDrift: 'overwrite' });
  await ada.make({ kind: 'reassign', leads: [4], to: { user: ref('dee') } });
  const { requestId } = await ada.plan({ kind: 'reassign', leads: [4], to: { user: ref('ben') } });
  await ada.run(older.requestId);
  await ada.run(requestId);
  const [moved] = await ada.rows(requestId);
  assert.deepEqual([moved?.code, moved?.facts?.laterRequest], ['lead-moved', older.requestId]);
});

test('with overwrite a moved lead is changed all the same; with stop the request ends there', async () => {
  const over = await ada.plan({ ...bensBook(), to: { user: ref('cy') }, onDrift: 'overwrite' });
  const stop = await ada.plan({ ...bensBook(), to: { user: ref('cy') }, onDrift: 'stop' });
  await ada.make({ kind: 'reassign', leads: [4], to: { user: ref('dee') } });
  const stopped = await ada.run(stop.requestId);
  assert.equal(stopped.state, 'failed');
  assert.deepEqual([stopped.counts.changed, stopped.counts.skipped, stopped.counts.notAttempted], [3, 1, 6]);
  const done = await ada.run(over.requestId);
  assert.equal(done.counts.total, done.counts.changed + done.counts.unchanged);
  assert.equal(await primaryOf(4), idOf('cy'));
});

test('all or nothing: one row that fails takes everything back', async () => {
  const done = await ada.make({
    kind: 'reassign',
    rows: [{ leadId: 1 }, { leadId: 999 }, { leadId: 2 }],
    to: { user: ref('cy') },
    onFailure: 'all-or-nothing',
  });
  assert.equal(done.state, 'failed');
  assert.deepEqual([done.counts.changed, done.counts.failed, done.counts.notAttempted], [0, 1, 2]);
  assert.equal(await primaryOf(1), idOf('ben'));
});

test('a plan tells where its rows say themselves what becomes of the others', async () => {
  const plan = (row: object) =>
    ada.plan({ kind: 'reassign', rows: [{ leadId: 1, primary: ref('cy'), ...row }], others: 'keep' });
  assert.partialDeepStrictEqual((await plan({ others: 'all' })).spec, { othersByRow: true });
  assert.doesNotMatch(JSON.stringify((await plan({})).spec), /othersByRow/);
});

test('retry makes a new request of the rows that failed or were not attempted', async () => {
  const { requestId } = await ada.plan({
    kind: 'reassign',
    rows: [
      { leadId: 1, primary: ref('cy'), key: 'a' },
      { leadId: 2, primary: ref('dee'), key: 'b' },
      { leadId: 3, primary: ref('cy'), key: 'c' },
    ],
    onFailure: 'stop',
  });
  await deactivateUser(world.database, world.orgId, world.user('dee').email);
  const stopped = await ada.run(requestId);
  assert.deepEqual([stopped.counts.changed, stopped.counts.failed, stopped.counts.notAttempted], [1, 1, 1]);
  const done = await ada.retry(requestId);
  assert.deepEqual([done.counts.total, done.counts.failed], [2, 1]);
  assert.equal(await primaryOf(3), idOf('ben'));
});

test('a cancelled plan cannot run, and a finished request cannot be cancelled', async () => {
  const { requestId } = await ada.plan({ ...bensBook(), to: { user: ref('cy') } });
  assert.equal((await ada.requests.cancel(requestId)).state, 'cancelled');
  assert.equal((await ada.refuse(`/api/v1/requests/${requestId}/run`)).code, 'request-not-planned');
  const made = await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('cy') } });
  assert.equal((await ada.refuse(`/api/v1/requests/${made.requestId}/cancel`)).code, 'request-ended');
});

test('who cancels what has ended is told whether there is anything to take back', async () => {
  const refusedCancel = async (requestId: number) => {
    const { code, detail } = await ada.refuse(`/api/v1/requests/${requestId}/cancel`);
    assert.equal(code, 'request-ended');
    return detail.replace(/Request \d+ is/, 'It is');
  };
  const { requestId: abandoned } = await ada.plan({ ...bensBook(), to: { user: ref('cy') } });
  await ada.requests.cancel(abandoned);
  assert.equal(await refusedCancel(abandoned), 'It is cancelled already, and it changed nothing.');
  const { requestId } = await ada.make({ kind: 'reassign', leads: [1], to: { user: ref('cy') } });
  assert.equal(await refusedCancel(requestId), 'It is done already; undo it to take back what it did.');
  const { requestId: undoPlan } = await ada.planUndo(requestId);
  await ada.requests.cancel(undoPlan);
  assert.equal(await refusedCancel(undoPlan), 'It is cancelled already, and it changed nothing.');
  const undo = await ada.undo(requestId);
  assert.equal(
    await refusedCancel(requestId),
    `It is done already, and request ${undo.requestId} undoes it.`,
  );
});

test('a repeated idempotency key gives the first request; with another body it is refused', async () => {
  const body = { kind: 'reassign', leads: [1], to: { user: ref('cy') } };
  const key = { 'idempotency-key': 'move-1' };
  const [first, second] = await Promise.all([
    ada.post('/api/v1/requests', body, key),
    ada.post('/api/v1/requests', Object.fromEntries(Object.entries(body).toReversed()), key),
  ]);
  assert.equal(first.json<{ requestId: number }>().requestId, second.json<{ requestId: number }>().requestId);
  const other = await ada.refuse('/api/v1/requests', { ...body, leads: [2] }, key);
  assert.equal(other.status, 409);
  assert.equal(other.code, 'idempotency-key-reused');
});

test('a distribution splits within one lead, keeps to caps, and names what fits nowhere', async () => {
  const even = await ada.plan({
    ...bensBook(),
    to: {
      distribution: {
        mode: 'even',
        receivers: [{ user: ref('cy') }, { user: ref('dee') }, { user: ref('ada') }],
      },
    },
  });
  const received = even.preview.books.filter((book) => book.receives > 0);
  assert.deepEqual(received.map((book) => book.receives).sort(), [3, 3, 4]);

  const capped = await ada.plan({
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
  const done = await ada.run(capped.requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [6, 4]);
  const left = (await ada.rows(capped.requestId)).filter((row) => row?.code === 'no-room');
  assert.equal(left.length, 4);
});

test('two capped requests at once never fill a book beyond its cap', async () => {
  const ask = (leads: number[]) => ({
    kind: 'reassign',
    leads,
    others: 'same-role',
    to: { distribution: { mode: 'even', receivers: [{ user: ref('dee'), cap: 4 }] } },
  });
  const [a, b] = await Promise.all([ada.plan(ask([1, 2, 3, 4])), ada.plan(ask([5, 6, 7, 8]))]);
  await Promise.all([ada.run(a.requestId), ada.run(b.requestId)]);
  const book = await ada.users.book(idOf('dee'));
  assert.equal(book.book, 4, JSON.stringify(book));
});

test('managers are planned as one tree, and a line that moved since is skipped', async () => {
  const swap = await ada.plan({
    kind: 'managers',
    rows: [
      { user: ref('cy'), manager: ref('ben') },
      { user: ref('ben'), manager: ref('cy') },
      { user: ref('dee'), manager: ref('ben'), key: 'dee' },
      { user: { email: 'nobody@example.com' }, manager: ref('ben') },
    ],
  });
  assert.deepEqual([swap.preview.changed, swap.preview.failed], [1, 3]);
  await ada.make({ kind: 'managers', rows: [{ user: ref('dee'), manager: ref('cy') }] });
  const done = await ada.run(swap.requestId);
  assert.deepEqual([done.counts.skipped, done.counts.failed], [1, 3]);
});

test('a line that others gave and took away again has moved, though it is as it was at the plan', async () => {
  const rows = [{ user: ref('dee'), manager: null }];
  await ada.make({ kind: 'managers', rows });
  const plan = await ada.plan({ kind: 'managers', rows: [{ user: ref('dee'), manager: ref('cy') }] });
  await ada.make({ kind: 'managers', rows: [{ user: ref('dee'), manager: ref('ben') }] });
  const { requestId } = await ada.make({ kind: 'managers', rows });
  await ada.run(plan.requestId);
  const [row] = await ada.rows(plan.requestId);
  assert.deepEqual([row?.outcome, row?.code, row?.facts?.laterRequest], ['skipped', 'line-moved', requestId]);
});

test('a row of a reporting line names its user, and the manager before and after', async () => {
  const { requestId } = await ada.plan({
    kind: 'managers',
    rows: [
      { user: ref('dee'), manager: ref('ben') },
      { user: ref('cy'), manager: null },
      { user: { userId: 987_654 }, manager: ref('ben') },
    ],
  });
  const tell = async () => {
    return (await ada.rows(requestId)).map(({ user, managerBefore, receiver }) =>
      [user, managerBefore, receiver].map((person) => person?.userId ?? person),
    );
  };
  const planned = await tell();
  assert.deepEqual(planned, [
    [idOf('dee'), idOf('ada'), idOf('ben')],
    [idOf('cy'), idOf('ada'), null],
    [undefined, undefined, null],
  ]);
  await ada.run(requestId);
  assert.deepEqual(await tell(), planned, 'the run changes the line, and the row still tells which it was');
});

test('an undo can be planned first, and the plan says what it will leave alone', async () => {
  const made = await ada.make({ ...bensBook(), to: { user: ref('cy') } });
  await ada.make({ kind: 'reassign', leads: [2], to: { user: ref('dee') } });
  const planned = await ada.planUndo(made.requestId);
  assert.deepEqual([planned.preview.changed, planned.preview.skipped], [9, 1]);
  assert.equal(await primaryOf(1), idOf('cy'));
  const done = await ada.run(planned.requestId);
  assert.deepEqual([done.counts.changed, done.counts.skipped], [9, 1]);
  assert.equal(await primaryOf(1), idOf('ben'));
});

test('what is wrong with a request as a whole is refused in a sentence that says what to do', async () => {
  const refused = async (payload: object, code: string, detail: RegExp) => {
    const answer = await ada.refuse('/api/v1/requests', payload);
    assert.equal(answer.code, code);
    assert.match(answer.detail, detail);
  };
  await refused({ kind: 'reassign', to: { user: ref('cy') } }, 'invalid-input', /exactly one way/);
  await refused({ kind: 'reassign', leads: [1], to: { user: ref('gone') } }, 'user-inactive', /not active/);
  await refused(
    { kind: 'reassign', leads: [1, 2, 1], to: { user: ref('cy') } },
    'rows-invalid',
    /^leads\[2\]: Lead 1 is named by leads\[0\] already\. Name each lead once\.$/,
  );
  await refused({ kind: 'reassign', leads: [1] }, 'invalid-input', /Nobody is named/);
  const kinds = 'kind must be one of: reassign, managers, offboard, account, facts, record';
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
    assert.equal(readRefusal(await ada.get(`/api/v1/leads?${query}`)).detail, detail);
  }
  const vendor = await ada.get(`/api/integration/GetUsers?orgId=${world.orgId}&includeInactive=perhaps`);
  assert.match(vendor.body, /includeInactive must be one of: true, false\./);
});

test('whoever takes no new leads is refused as a receiver until they are available again', async () => {
  const ask = () =>
    ada.post('/api/v1/requests?plan=true', {
      ...bensBook(),
      to: { distribution: { mode: 'even', receivers: [{ user: ref('cy') }, { user: ref('dee') }] } },
    });
  const setAvailability = (isAvailable: boolean) => ada.users.setAvailability(idOf('dee'), isAvailable);
  assert.equal((await setAvailability(false)).isAvailable, false);
  assert.equal(readRefusal(await ask()).code, 'user-unavailable');
  assert.equal((await setAvailability(true)).isAvailable, true);
  assert.equal((await ask()).statusCode, 201);
});

test('when a cancel is answered nothing of the request moves any more, and what is all or nothing stays whole', async () => {
  const made = world.beside({
    orgId: 900,
    users: { ada: {}, ben: {}, cy: {} },
    leads: Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [n + 1, ['ben'] as const])),
  });
  await made.build();
  const theirs = made.as('ada');
  for (const onFailure of ['continue', 'all-or-nothing'] as const) {
    const to = { user: made.ref(onFailure === 'continue' ? 'cy' : 'ada') };
    const body = { kind: 'reassign', selection: {}, others: 'same-role', onFailure, to } as const;
    const { requestId } = await theirs.requests.create(body);
    const running = runRequest(world.database, 900, requestId);
    for (;;) {
      const { state } = await theirs.requests.show(requestId);
      if (state !== 'queued') break;
    }
    await theirs.post(`/api/v1/requests/${requestId}/cancel`);
    const atOnce = await theirs.requests.show(requestId);
    await running;
    const later = await theirs.requests.show(requestId);
    assert.deepEqual(later.counts, atOnce.counts, onFailure);
    assert.ok(atOnce.finishedAt, onFailure);
    if (onFailure === 'all-or-nothing') assert.ok([0, 9_000].includes(later.counts.changed));
  }
});
