// All or nothing, whatever stands in the way: rows that fail, rows that moved, rows that an undo leaves alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { undoRequest } from '../../src/core/requests/make/undo-request.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';

import { readInOrg } from '../../src/database/transaction.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 1,
  users: {
    ada: { reports: ['ben', 'cy', 'dee'] },
    ben: {},
    cy: {},
    dee: {},
    gone: { isActive: false },
  },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref } = world;
const leadIds = [1, 2, 3, 4, 5, 6, 7, 8];
const runs = Number(process.env.BATON_RUNS ?? 8);
const requester = { userId: null, origin: 'cli' } as const;

const build = (leads: Readonly<Record<number, readonly Name[]>>) => world.build({ leads });
const leadsOfBen = () => build(Object.fromEntries(leadIds.map((leadId) => [leadId, ['ben'] as const])));

/** Who stands where and reports to whom, and who is active. */
async function draw(): Promise<string[]> {
  const rows = await readInOrg(world.database, world.orgId, (tx) =>
    tx.read<{ line: string }>({
      text: `select concat_ws(' ', lead_id, role, standing, user_id, from_request) as line
          from assignment where org_id = $1 and until_at is null
        union all select concat_ws(' ', user_id, 'reports to', manager_id, from_request)
          from reporting_line where org_id = $1 and until_at is null
        union all select concat_ws(' ', user_id, is_active) from org_user where org_id = $1 order by 1`,
      values: [world.orgId],
    }),
  );
  return rows.map(({ line }) => line);
}

/** Runs a plan, in whose way the rows with a code stand. */
async function assertAllOrNothing(
  requestId: number,
  inTheWay: readonly (string | undefined)[],
): Promise<void> {
  const before = await draw();
  const done = await ada.run(requestId);
  const rows = await ada.rows(requestId);
  const failed = inTheWay.filter((code) => code !== undefined).length;
  assert.equal(done.counts.total, inTheWay.length);
  if (failed === 0) {
    assert.equal(done.state, 'done');
    assert.equal(done.counts.changed + done.counts.unchanged, inTheWay.length);
    return;
  }
  assert.equal(done.state, 'failed');
  assert.deepEqual(
    rows.map(({ outcome, code }) => [outcome, code]),
    inTheWay.map((code) => (code === undefined ? ['not attempted', undefined] : ['failed', code])),
  );
  const { changed, unchanged, skipped, notAttempted } = done.counts;
  assert.deepEqual(
    { changed, unchanged, skipped, failed: done.counts.failed, notAttempted },
    { changed: 0, unchanged: 0, skipped: 0, failed, notAttempted: inTheWay.length - failed },
  );
  assert.deepEqual(await draw(), before);
}

const fates = ['fine', 'fine', 'fine', 'moved', 'unknown', 'inactive'] as const;
const codeOf = { fine: undefined, moved: 'lead-moved', unknown: 'lead-not-found', inactive: 'user-inactive' };

test('a reassignment fails with every row that stands in the way, or does all of them', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.constantFrom(...fates), { minLength: 1, maxLength: leadIds.length }),
    fc.constantFrom('skip', 'stop', 'overwrite'),
    async (rowFates, onDrift) => {
      await leadsOfBen();
      const rows = rowFates.map((fate, place) => ({
        leadId: fate === 'unknown' ? 900 + place : 1 + place,
        ...(fate === 'inactive' ? { primary: ref('gone') } : {}),
      }));
      const body = { kind: 'reassign', rows, to: { user: ref('cy') }, onFailure: 'all-or-nothing', onDrift };
      const { requestId, preview } = await ada.plan(body);
      const foreseen = rowFates.some((fate) => fate === 'unknown' || fate === 'inactive');
      assert.equal(preview.warnings[0]?.code === 'nothing-will-happen', foreseen);
      const moved = rowFates.flatMap((fate, place) => (fate === 'moved' ? [1 + place] : []));
      if (moved.length > 0) await ada.make({ kind: 'reassign', leads: moved, to: { user: ref('dee') } });
      const inTheWay = rowFates.map((fate) =>
        fate === 'moved' && onDrift === 'overwrite' ? undefined : codeOf[fate],
      );
      await assertAllOrNothing(requestId, inTheWay);
    },
  );
  await fc.assert(property, { numRuns: runs });
});

test('so does a request of managers, whose lines may have moved', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.constantFrom('fine', 'moved', 'inactive'), { minLength: 2, maxLength: 2 }),
    fc.constantFrom('skip', 'overwrite'),
    async (rowFates, onDrift) => {
      await build({});
      const reports = ['ben', 'cy'] as const;
      const rows = rowFates.map((fate, place) => ({
        user: ref(reports[place] ?? 'ben'),
        manager: fate === 'inactive' ? ref('gone') : ref('dee'),
      }));
      const { requestId } = await ada.plan({
        kind: 'managers',
        rows,
        onFailure: 'all-or-nothing',
        onDrift,
      });
      const moved = rows.filter((_, place) => rowFates[place] === 'moved').map(({ user }) => user);
      if (moved.length > 0) {
        await ada.make({ kind: 'managers', rows: moved.map((user) => ({ user, manager: null })) });
      }
      const codes = { fine: undefined, moved: 'line-moved', inactive: 'manager-inactive' };
      await assertAllOrNothing(
        requestId,
        rowFates.map((fate) => (fate === 'moved' && onDrift === 'overwrite' ? undefined : codes[fate])),
      );
    },
  );
  await fc.assert(property, { numRuns: runs });
});

test('so does an offboarding, whose account stays', async () => {
  const property = fc.asyncProperty(fc.subarray(leadIds), async (moved) => {
    await leadsOfBen();
    const to = { user: ref('cy') };
    const leads = [{ agentRole: 'Loan Officer', standing: 'primary', to }];
    const body = { kind: 'offboard', user: ref('ben'), leads, reports: { to: 'manager' } };
    const { requestId } = await ada.plan({ ...body, onFailure: 'all-or-nothing' });
    if (moved.length > 0) await ada.make({ kind: 'reassign', leads: moved, to: { user: ref('dee') } });
    const rows = await ada.rows(requestId);
    const codes = rows.map(({ leadId, userId }) => {
      if (userId === ref('ben').userId) return moved.length > 0 ? 'something-left' : undefined;
      return leadId && moved.includes(leadId) ? 'lead-moved' : undefined;
    });
    await assertAllOrNothing(requestId, codes);
  });
  await fc.assert(property, { numRuns: runs });
});

test('so does an undo, where later work stands in the way, and its preview says so', async () => {
  const property = fc.asyncProperty(fc.subarray(leadIds), async (moved) => {
    await leadsOfBen();
    const first = await ada.make({ kind: 'reassign', leads: leadIds, to: { user: ref('cy') } });
    if (moved.length > 0) await ada.make({ kind: 'reassign', leads: moved, to: { user: ref('dee') } });
    const { requestId } = await undoRequest(world.database, world.orgId, {
      requestId: first.requestId,
      options: { requester, planOnly: true, onFailure: 'all-or-nothing', onDrift: 'skip' },
    });
    const { preview } = await ada.requests.show(requestId);
    assert.equal(preview?.warnings[0]?.code === 'nothing-will-happen', moved.length > 0);
    const codes = leadIds.map((leadId) => (moved.includes(leadId) ? 'later-change' : undefined));
    await assertAllOrNothing(requestId, codes);
  });
  await fc.assert(property, { numRuns: runs });
});

test('rows that stand in the way are told from every chunk of a large request, and none of its rows is kept', async () => {
  const ids = Array.from({ length: 9_000 }, (_, place) => 1 + place);
  await build(Object.fromEntries(ids.map((leadId) => [leadId, ['ben'] as const])));
  const { requestId } = await ada.plan({
    kind: 'reassign',
    leads: ids,
    to: { user: ref('cy') },
    onFailure: 'all-or-nothing',
  });
  const moved = [5, 4_500, 8_999];
  await ada.make({ kind: 'reassign', leads: moved, to: { user: ref('dee') } });
  const before = await draw();
  const done = await ada.run(requestId);
  assert.deepEqual([done.state, done.counts.failed, done.counts.notAttempted], ['failed', 3, 8_997]);
  const items = await ada.rows(requestId, { outcome: 'failed' });
  assert.deepEqual(
    items.map(({ leadId, code }) => [leadId, code]),
    moved.map((leadId) => [leadId, 'lead-moved']),
  );
  assert.deepEqual(await draw(), before);
});

test('each chunk of a run is told as a step, in one transaction or in many, so that one that hangs is seen', async () => {
  const ids = Array.from({ length: 4_500 }, (_, place) => 1 + place);
  await build(Object.fromEntries(ids.map((leadId) => [leadId, ['ben'] as const])));
  for (const [to, onFailure] of [
    ['cy', 'all-or-nothing'],
    ['dee', 'continue'],
  ] as const) {
    const { requestId } = await ada.requests.create({
      kind: 'reassign',
      leads: ids,
      to: { user: ref(to) },
      onFailure,
    });
    let steps = 0;
    const onProgress = () => {
      steps += 1;
    };
    await runRequest(world.database, world.orgId, requestId, {
      onProgress,
    });
    assert.ok(steps >= 2, `${onFailure}: ${steps} steps`);
  }
});
