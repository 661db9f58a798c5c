// Between a plan and its run people leave, fall ill and come back, leads appear and books empty: each row is judged anew.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ShownRequest } from '../../src/client/client.ts';
import { inOrg, readInOrg } from '../../src/database/transaction.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 1,
  users: {
    ada: { accessRole: 'administrator', reports: ['max', 'ben', 'cy', 'dee', 'eve'] },
    max: { accessRole: 'manager' },
    ben: {},
    cy: {},
    dee: {},
    eve: {},
    gone: { isActive: false },
  },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { idOf, ref } = world;
const build = (leads: Readonly<Record<number, readonly Name[]>>) => world.build({ leads });
const sharing = ['ben', 'cy', 'dee', 'eve'] as const;
type Sharing = (typeof sharing)[number];
const runs = Number(process.env.BATON_RUNS ?? 12);

const nameOf = (userId: number | undefined) => sharing.find((name) => idOf(name) === userId);
const leadsOf = (count: number, holders: readonly Name[] = []) =>
  Object.fromEntries(Array.from({ length: count }, (_, place) => [1 + place, holders]));

async function write(text: string, ...values: unknown[]): Promise<void> {
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({ text, values: [world.orgId, ...values] }),
  );
}
const setAvailable = (name: Name, isAvailable: boolean) =>
  write('update org_user set is_available = $3 where org_id = $1 and user_id = $2', idOf(name), isAvailable);
const setActive = (name: Name, isActive: boolean) =>
  write('update org_user set is_active = $3 where org_id = $1 and user_id = $2', idOf(name), isActive);
const addLead = (leadId: number) =>
  write(`insert into lead (org_id, lead_id, name) values ($1, $2, 'New')`, leadId);

async function primaries(): Promise<Map<number, number>> {
  const rows = await readInOrg(world.database, world.orgId, (tx) =>
    tx.read<{ leadId: number; userId: number }>({
      text: `select lead_id as "leadId", user_id as "userId" from assignment
        where org_id = $1 and until_at is null and standing = 'primary'`,
      values: [world.orgId],
    }),
  );
  return new Map(rows.map(({ leadId, userId }) => [leadId, userId]));
}

/** How many leads each is primary on. */
async function books(): Promise<Record<Sharing, number>> {
  const held = [...(await primaries()).values()].map(nameOf);
  const count = (name: Sharing) => held.filter((each) => each === name).length;
  return { ben: count('ben'), cy: count('cy'), dee: count('dee'), eve: count('eve') };
}

type Row = Awaited<ReturnType<typeof ada.rows>>[number];

/** Each to within one of their weighted share of what was split. */
function assertFair(got: Readonly<Record<string, number>>, weights: Readonly<Record<string, number>>): void {
  const total = Object.values(got).reduce((sum, count) => sum + count, 0);
  const all = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  for (const [name, weight] of Object.entries(weights)) {
    const share = (total * weight) / all;
    assert.ok(
      Math.abs((got[name] ?? 0) - share) <= 1,
      `${name} got ${got[name]} of ${share}: ${JSON.stringify(got)}`,
    );
  }
}

const weighted = (weights: Readonly<Partial<Record<Sharing, number>>>, more: object = {}) => ({
  distribution: {
    mode: 'weighted',
    receivers: Object.entries(weights).map(([name, share]) => ({
      user: { userId: idOf(sharing.find((each) => each === name) ?? 'ben') },
      share,
    })),
    ...more,
  },
});

const fates = ['fine', 'fine', 'unknown', 'listed'] as const;

test('rows that cannot be done take no turn: the others are split fairly, whoever asks', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.constantFrom(...fates), { minLength: 8, maxLength: 40 }),
    fc.record({
      ben: fc.integer({ min: 1, max: 4 }),
      cy: fc.integer({ min: 1, max: 4 }),
      dee: fc.integer({ min: 1, max: 4 }),
    }),
    fc.constantFrom('weighted', 'keep', 'level'),
    async (rowFates, weights, how) => {
      await build(leadsOf(rowFates.length, how === 'keep' ? ['eve', 'ben'] : ['eve']));
      const rows = rowFates.map((fate, place) => ({
        leadId: fate === 'unknown' ? 9_000 + place : 1 + place,
        ...(fate === 'listed' ? { listed: [ref('gone')] } : {}),
      }));
      const receivers = sharing.slice(0, 3).map((name) => ({ user: ref(name) }));
      const to =
        how === 'level'
          ? { distribution: { mode: 'level', receivers } }
          : weighted(weights, { keepStanding: false });
      const { requestId } = await ada.plan({ kind: 'reassign', rows, to, others: 'all' });
      const { counts } = await ada.run(requestId);
      const done = rowFates.filter((fate) => fate === 'fine').length;
      assert.deepEqual([counts.changed, counts.failed], [done, rowFates.length - done]);
      const { eve, ...got } = await books();
      assert.equal(eve, rowFates.length - done, 'what cannot be done stays');
      assertFair(got, how === 'level' ? { ben: 1, cy: 1, dee: 1 } : weights);
    },
  );
  await fc.assert(property, { numRuns: runs });
});

test('leads out of a manager’s sight take no turn either', async () => {
  await build({
    ...leadsOf(20, ['ada']),
    ...Object.fromEntries([101, 102, 103, 104, 105, 106].map((id) => [id, ['ben']])),
  });
  await ada.make({
    kind: 'managers',
    rows: ['ben', 'cy'].map((name) => ({ user: ref(name === 'ben' ? 'ben' : 'cy'), manager: ref('max') })),
  });
  const max = world.as('max');
  const leads = Array.from({ length: 20 }, (_, place) => 1 + place).flatMap((leadId) =>
    leadId <= 6 ? [leadId, 100 + leadId] : [leadId],
  );
  const { requestId } = await max.plan({
    kind: 'reassign',
    leads,
    to: weighted({ ben: 1, cy: 1 }),
    others: 'all',
  });
  const done = await max.run(requestId);
  assert.deepEqual([done.counts.failed, done.counts.changed + done.counts.unchanged], [20, 6]);
  const { ben, cy } = await books();
  assert.deepEqual([ben, cy], [3, 3]);
});

test('a row that the plan saw fail is judged anew, and one that it saw pass, too', async () => {
  await build(leadsOf(6, ['ben']));
  const rows = [
    { leadId: 1, primary: ref('gone') },
    { leadId: 2, primary: { email: 'new@world.example' } },
    { leadId: 3, listed: [ref('gone')] },
    { leadId: 90 },
    { leadId: 5, primary: ref('eve') },
    { leadId: 6, primary: ref('gone') },
  ];
  const { requestId, preview } = await ada.plan({ kind: 'reassign', rows, to: { user: ref('cy') } });
  assert.deepEqual([preview.changed, preview.failed], [1, 5]);
  await setActive('gone', true);
  await setActive('eve', false);
  await addLead(90);
  await write(
    `update org_user set email = 'new@world.example', email_key = 'new@world.example' where org_id = $1 and user_id = $2`,
    idOf('dee'),
  );
  await ada.make({ kind: 'reassign', leads: [6], to: { user: ref('dee') } });
  await ada.run(requestId);
  const ran = await ada.rows(requestId);
  assert.deepEqual(
    ran.map(({ outcome, code }) => code ?? outcome),
    ['changed', 'changed', 'changed', 'changed', 'user-inactive', 'lead-moved'],
  );
  assert.deepEqual(
    ran.slice(0, 4).map(({ receiver }) => receiver?.userId),
    [idOf('gone'), idOf('dee'), idOf('cy'), idOf('cy')],
  );
  assert.equal((await primaries()).get(90), idOf('cy'));
});

test('leads that came after the plan find their receiver by share', async () => {
  await build(leadsOf(4));
  const leads = [1, 2, 3, 4, 91, 92, 93, 94];
  const { requestId } = await ada.plan({ kind: 'reassign', leads, to: weighted({ ben: 1, cy: 1 }) });
  for (const leadId of leads.slice(4)) await addLead(leadId);
  const done = await ada.run(requestId);
  assert.equal(done.counts.changed, 8);
  assertFair(await books(), { ben: 1, cy: 1 });
  const ran = await ada.rows(requestId);
  assert.match(ran[7]?.why ?? '', /receives by share: weight 1 of 2/);
});

/** How a receiver goes away between plan and run. */
const ways = {
  unavailable: (name: Name) => setAvailable(name, false),
  inactive: (name: Name) => setActive(name, false),
};

for (const [how, leave] of Object.entries(ways)) {
  test(`a receiver who became ${how} gets nothing: by default their rows fail, and say who and why`, async () => {
    await build(leadsOf(9));
    const { requestId } = await ada.plan({
      kind: 'reassign',
      selection: {},
      to: weighted({ ben: 1, cy: 1, dee: 1 }),
    });
    await leave('dee');
    const done = await ada.run(requestId);
    assert.deepEqual([done.onReceiverUnavailable, done.counts.changed, done.counts.failed], ['fail', 6, 3]);
    assert.deepEqual(await books(), { ben: 3, cy: 3, dee: 0, eve: 0 });
    const failed = await ada.rows(requestId, { outcome: 'failed' });
    for (const { code, message } of failed) {
      assert.equal(code, 'receiver-unavailable');
      assert.match(
        message ?? '',
        /^Dee Example \(user 105\) (takes no new leads now|is not active any more), so lead \d was/,
      );
    }
    const retried = await ada.retry(requestId);
    assert.deepEqual([retried.counts.total, retried.counts.changed], [3, 3]);
    assertFair(await books(), { ben: 1, cy: 1 });
  });
}

test('asked to split, the rows of whoever is away go to the others by share and cap, whatever chunk they are in', async () => {
  const property = fc.asyncProperty(
    fc.record({
      ben: fc.integer({ min: 1, max: 5 }),
      cy: fc.integer({ min: 1, max: 5 }),
      dee: fc.integer({ min: 1, max: 5 }),
      eve: fc.integer({ min: 1, max: 5 }),
    }),
    fc.subarray([...sharing], { minLength: 1, maxLength: 3 }),
    fc.integer({ min: 4, max: 60 }),
    fc.constantFrom('unavailable', 'inactive'),
    async (weights, away, count, how) => {
      await build(leadsOf(count));
      const body = { kind: 'reassign', selection: {}, to: weighted(weights), onReceiverUnavailable: 'split' };
      const { requestId } = await ada.plan(body);
      const planned = await ada.rows(requestId);
      for (const name of away) await ways[how](name);
      const done = await ada.run(requestId);
      assert.equal(done.counts.changed, count);
      const staying = sharing.filter((name) => !away.includes(name));
      const ran = await ada.rows(requestId);
      const moved = ran.filter(({ code }) => code === 'receiver-unavailable');
      const plannedFor = (row: Row) => nameOf(planned[row.row - 1]?.receiver?.userId);
      const wasAway = (row: Row) => away.some((name) => name === plannedFor(row));
      assert.deepEqual(moved, ran.filter(wasAway));
      const got = Object.fromEntries(
        staying.map((name) => [name, moved.filter((row) => nameOf(row.receiver?.userId) === name).length]),
      );
      assertFair(got, Object.fromEntries(staying.map((name) => [name, weights[name]])));
      for (const row of ran) {
        if (!wasAway(row)) assert.equal(nameOf(row.receiver?.userId), plannedFor(row));
        assert.equal((await primaries()).get(row.leadId ?? 0), row.receiver?.userId);
        if (row.code)
          assert.match(row.message ?? '', /so lead \d+ went to \w+ Example \(user \d+\), who shares/);
      }
    },
  );
  await fc.assert(property, { numRuns: Math.max(4, runs / 2) });
});

test('a split at the run fills no book beyond its cap, and what fits nowhere stays', async () => {
  await build(leadsOf(12));
  const to = {
    distribution: {
      mode: 'even',
      receivers: [{ user: ref('ben'), cap: 5 }, { user: ref('cy'), cap: 6 }, { user: ref('dee') }],
    },
  };
  const body = { kind: 'reassign', selection: {}, to, onReceiverUnavailable: 'split' };
  const { requestId } = await ada.plan(body);
  await setAvailable('dee', false);
  const done = await ada.run(requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [11, 1]);
  assert.deepEqual(await books(), { ben: 5, cy: 6, dee: 0, eve: 0 });
  const items = await ada.rows(requestId, { outcome: 'failed' });
  assert.deepEqual(
    items.map((row: Row) => row.code),
    ['no-room'],
  );
});

test('a large request splits over its chunks as over one', async () => {
  await build(leadsOf(9_000));
  const body = {
    kind: 'reassign',
    selection: {},
    to: weighted({ ben: 1, cy: 2, dee: 3 }),
    onReceiverUnavailable: 'split',
  };
  const { requestId } = await ada.plan(body);
  const before = (await ada.requests.show(requestId)).preview?.books ?? [];
  await setAvailable('dee', false);
  const done = await ada.run(requestId);
  assert.equal(done.counts.changed, 9_000);
  const plannedOf = (name: Name) => before.find(({ userId }) => userId === idOf(name))?.receives ?? 0;
  const { ben, cy, dee } = await books();
  assert.equal(dee, 0);
  assertFair({ ben: ben - plannedOf('ben'), cy: cy - plannedOf('cy') }, { ben: 1, cy: 2 });
});

test('books end level among those who are there', async () => {
  await build({ ...leadsOf(9), 21: ['ben'], 22: ['ben'] });
  const receivers = (['ben', 'cy', 'dee'] as const).map((name) => ({ user: ref(name) }));
  const { requestId } = await ada.plan({
    kind: 'reassign',
    leads: [1, 2, 3, 4, 5, 6, 7, 8, 9],
    to: { distribution: { mode: 'level', receivers } },
    onReceiverUnavailable: 'split',
  });
  await setAvailable('dee', false);
  await ada.run(requestId);
  const { ben, cy, dee } = await books();
  assert.deepEqual([Math.abs(ben - cy) <= 1, ben + cy, dee], [true, 11, 0]);
});

test('each group of an offboarding is split over its own receivers', async () => {
  await build({
    ...leadsOf(12, ['eve']),
    ...Object.fromEntries([21, 22, 23, 24].map((id) => [id, ['ada', 'eve']])),
  });
  const { requestId } = await ada.plan({
    kind: 'offboard',
    user: ref('eve'),
    leads: [
      { standing: 'primary', to: weighted({ ben: 1, cy: 1, dee: 1 }) },
      { standing: 'secondary', to: weighted({ ben: 1, dee: 1 }) },
    ],
    onReceiverUnavailable: 'split',
  });
  await setAvailable('dee', false);
  const done = await ada.run(requestId);
  assert.equal(done.state, 'done');
  assert.equal(done.counts.failed, 0);
  const { ben, cy, dee, eve } = await books();
  assert.deepEqual([ben, cy, dee, eve], [6, 6, 0, 0]);
  const rows = await ada.rows(requestId);
  for (const { leadId, receiver } of rows)
    if ((leadId ?? 0) > 20) assert.equal(receiver?.userId, idOf('ben'));
});

test('where nobody of a distribution is left, its rows fail and say so', async () => {
  await build(leadsOf(2));
  const body = { kind: 'reassign', selection: {}, to: weighted({ ben: 1 }), onReceiverUnavailable: 'split' };
  const { requestId } = await ada.plan(body);
  await setAvailable('ben', false);
  await ada.run(requestId);
  const rows = await ada.rows(requestId);
  assert.deepEqual(
    rows.map(({ code }) => code),
    ['receiver-unavailable', 'receiver-unavailable'],
  );
  assert.equal((await primaries()).size, 0);
});

test('somebody who is named and away already is warned of and given it; who went away since is not', async () => {
  await build(leadsOf(4));
  await setAvailable('ben', false);
  const told = await ada.plan({ kind: 'reassign', leads: [1, 2], to: { user: ref('ben') } });
  assert.deepEqual(
    told.preview.warnings.map(({ code, userId }) => [code, userId]),
    [['receiver-unavailable', idOf('ben')]],
  );
  assert.equal((await ada.run(told.requestId)).counts.changed, 2);
  const rows = [{ leadId: 3 }, { leadId: 4, primary: ref('dee') }];
  const untold = await ada.plan({ kind: 'reassign', rows, to: { user: ref('cy') } });
  assert.deepEqual(untold.preview.warnings, []);
  await setAvailable('cy', false);
  await setAvailable('dee', false);
  await ada.run(untold.requestId);
  const ran = await ada.rows(untold.requestId);
  assert.deepEqual(
    ran.map(({ code }) => code),
    ['receiver-unavailable', 'receiver-unavailable'],
  );
});

test('a row that was seen to fail is not given to somebody who is away either, for nobody was told', async () => {
  await build(leadsOf(2));
  const rows = [
    { leadId: 1, primary: ref('ben'), listed: [ref('gone')] },
    { leadId: 2, listed: [ref('gone')] },
  ];
  const { requestId } = await ada.plan({ kind: 'reassign', rows, to: { user: ref('cy') } });
  await setActive('gone', true);
  await setAvailable('ben', false);
  await setAvailable('cy', false);
  await ada.run(requestId);
  const ran = await ada.rows(requestId);
  assert.deepEqual(
    ran.map(({ code }) => code),
    ['receiver-unavailable', 'receiver-unavailable'],
  );
});

test('a row without room looks for it again where others have made some since, and only there', async () => {
  await build({ ...leadsOf(4, ['eve']), 21: ['ben'], 22: ['ben'] });
  const to = { distribution: { mode: 'even', receivers: [{ user: ref('ben'), cap: 3 }] } };
  const body = { kind: 'reassign', leads: [1, 2, 3, 4], to, others: 'all' };
  const { requestId, preview } = await ada.plan(body);
  assert.deepEqual([preview.changed, preview.failed], [1, 3]);
  await ada.make({ kind: 'reassign', leads: [21], to: { user: ref('cy') }, others: 'all' });
  const done = await ada.run(requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [2, 2]);
  assert.deepEqual(await books(), { ben: 3, cy: 1, dee: 0, eve: 2 });
});

test('the policy comes by CSV, too, is kept, and is refused where no leads are given', async () => {
  await build(leadsOf(1));
  const headers = { ...(await world.signIn('ada')), 'content-type': 'text/csv' };
  const url = `/api/v1/requests?plan=true&kind=reassign&toUserId=${idOf('ben')}&onReceiverUnavailable=split`;
  const made = await world.app.inject({ method: 'POST', url, headers, payload: 'lead_id\n1' });
  assert.equal(made.json<ShownRequest>().onReceiverUnavailable, 'split');
  const body = {
    kind: 'managers',
    rows: [{ user: ref('ben'), manager: null }],
    onReceiverUnavailable: 'split',
  };
  assert.equal((await ada.post('/api/v1/requests', body)).statusCode, 400);
});
