// Of a lead an undo may put back one role and leave another alone: such a row changed, in part, on every face.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import type { RowFilter } from '../../src/contract/words/request-words.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 701,
  perTest: true,
  users: {
    ada: {},
    ben: {},
    cy: {},
    dee: {},
    xan: { agentRole: 'Processor' },
    yves: { agentRole: 'Processor' },
  },
  leads: { 1: ['ben', 'xan'], 2: ['ben', 'xan'], 3: ['ben', 'xan'] },
});
type Name = NameOf<typeof world>;
const ada = world.as('ada');
const { ref } = world;

async function reassign(leads: number[], to: Name, others: 'keep' | 'same-role' | 'all'): Promise<number> {
  return (await ada.make({ kind: 'reassign', leads, to: { user: ref(to) }, others })).requestId;
}

/** Empties the processors of three leads; others then work on those of the first, and on both roles of the second. */
async function workOverAnother(): Promise<{ first: number; later: number }> {
  const first = await reassign([1, 2, 3], 'dee', 'all');
  const later = await reassign([1, 2], 'yves', 'keep');
  await reassign([2], 'cy', 'same-role');
  return { first, later };
}

const pathOf = (requestId: number) => `/api/v1/requests/${requestId}`;
const numbersOf = async (requestId: number, outcome: RowFilter) =>
  (await ada.rows(requestId, { outcome })).map(({ row }) => row);

async function standing(leadId: number): Promise<string> {
  const { assignments } = await ada.leads.show(leadId);
  return assignments.map(({ user }) => user.name.split(' ')[0]).join();
}

test('a lead of which one role goes back and another has later work is told as changed in part, and counted', async () => {
  const { first, later } = await workOverAnother();
  const planned = await ada.planUndo(first);
  const { changed, changedInPart, skipped, warnings } = planned.preview;
  assert.deepEqual([changed, changedInPart, skipped], [2, 1, 1]);
  assert.ok(warnings.some(({ code }) => code === 'roles-left-alone'));
  const message = `Processor stays as request ${later} left it, which came later.`;
  const leftAlone = [{ role: 'Processor', code: 'later-change', message, laterRequestId: later }];
  const [foreseen] = await ada.rows(planned.requestId);
  assert.deepEqual(
    [foreseen?.planned, foreseen?.outcome, foreseen?.leftAlone],
    ['changed', 'not attempted', leftAlone],
  );

  const { counts, state } = await ada.run(planned.requestId);
  const others = { unchanged: 0, failed: 0, skipped: 1, notAttempted: 0 };
  assert.deepEqual([state, counts], ['done', { total: 3, changed: 2, changedInPart: 1, ...others }]);
  const [row, second, third] = await ada.rows(planned.requestId);
  assert.deepEqual([row?.outcome, row?.message, row?.leftAlone], ['changed', message, leftAlone]);
  assert.deepEqual([second?.outcome, second?.leftAlone?.length], ['skipped', 2]);
  assert.deepEqual([third?.outcome, third?.leftAlone], ['changed', undefined]);
  assert.deepEqual(
    [await standing(1), await standing(2), await standing(3)],
    ['Ben,Yves', 'Cy,Yves', 'Ben,Xan'],
  );
  assert.deepEqual(await findBreaches(world.database, world.orgId), []);
});

test('rows are found by what became of them, those that changed in part among those that changed', async () => {
  const { requestId } = await ada.undo((await workOverAnother()).first);
  assert.deepEqual(await numbersOf(requestId, 'changed'), [1, 3]);
  assert.deepEqual(await numbersOf(requestId, 'changed in part'), [1]);
  assert.deepEqual(await numbersOf(requestId, 'skipped'), [2]);
  const pages = ada.requests.rows(requestId, { outcome: 'changed', limit: 1 });
  const { next } = await pages.first();
  const [second] = await ada.rows(requestId, { outcome: 'changed', limit: 1, after: next ?? '' });
  assert.equal(second?.row, 3);
  const csv = await ada.get(`${pathOf(requestId)}/rows.csv`);
  const rows = parse<Record<string, string>>(csv.body, { columns: true });
  assert.deepEqual(
    rows.map((row) => row.left_alone),
    ['Processor', 'Loan Officer; Processor', ''],
  );
});

test('a role whose user has left since stays alone, and the other goes back', async () => {
  const first = await reassign([1], 'dee', 'all');
  await deactivateUser(world.database, world.orgId, world.user('xan').email);
  const { requestId, counts } = await ada.undo(first);
  assert.deepEqual([counts.changed, counts.changedInPart, counts.failed], [1, 1, 0]);
  const [row] = await ada.rows(requestId);
  assert.deepEqual(
    row?.leftAlone?.map(({ role, code }) => [role, code]),
    [['Processor', 'user-inactive']],
  );
  assert.equal(await standing(1), 'Ben');
});

test('the undo of an undo takes back what that put back, and of one that changed nothing it is refused', async () => {
  const { first } = await workOverAnother();
  const { requestId } = await ada.undo(first);
  const again = await ada.undo(requestId);
  assert.deepEqual([again.counts.total, again.counts.changed, again.counts.changedInPart], [2, 2, 0]);
  assert.deepEqual([await standing(1), await standing(3)], ['Dee,Yves', 'Dee']);

  const other = await reassign([3], 'cy', 'same-role');
  await reassign([3], 'ben', 'same-role');
  const idle = await ada.undo(other);
  assert.deepEqual([idle.counts.changed, idle.counts.skipped], [0, 1]);
  const refused = await ada.refuse(`${pathOf(idle.requestId)}/undo`);
  assert.deepEqual([refused.status, refused.code], [409, 'nothing-to-undo']);
});

test('an undo that is all or nothing does nothing where a role would be left alone', async () => {
  const first = await reassign([1, 3], 'dee', 'all');
  await reassign([1], 'yves', 'keep');
  const planned = await ada.planUndo(first);
  await asOwner(`update baton.request set on_failure = 'all-or-nothing' where request_id = $1`, [
    planned.requestId,
  ]);
  const { state, counts } = await ada.run(planned.requestId);
  assert.deepEqual([state, counts.changed, counts.failed, counts.notAttempted], ['failed', 0, 1, 1]);
  assert.equal(await standing(1), 'Dee,Yves');
});

test('an account that was switched since stays alone, while the keys that the request ended come back when asked for', async () => {
  await world.signIn('ben');
  const { requestId } = await ada.make({
    kind: 'offboard',
    user: ref('ben'),
    leads: [{ to: { user: ref('cy') } }],
  });
  await asOwner(
    'update baton.org_user set is_active = true, switched_by_request = null where org_id = $1 and user_id = $2',
    [world.orgId, ref('ben').userId],
  );
  const undone = await ada.undo(requestId, { reviveKeys: true });
  const [account] = await ada.rows(undone.requestId);
  assert.deepEqual([account?.part, account?.outcome], ['account', 'changed']);
  assert.deepEqual(
    account?.leftAlone?.map(({ role, code }) => [role, code]),
    [['account', 'later-change']],
  );
  assert.deepEqual([undone.counts.changed, undone.counts.changedInPart], [4, 1]);
});

test('undos of old told a lead by its worst role, and are told as they were by now', async () => {
  const { requestId } = await ada.undo((await workOverAnother()).first);
  const owner = new pg.Client({ connectionString: world.url });
  await owner.connect();
  await owner.query('set search_path = baton');
  const read = async () => {
    const request = await owner.query(
      'select changed, changed_in_part, skipped from request where request_id = $1',
      [requestId],
    );
    const chunk = await owner.query('select outcomes, details from request_chunk where request_id = $1', [
      requestId,
    ]);
    return { ...request.rows[0], ...chunk.rows[0] };
  };
  const now = await read();
  assert.deepEqual([now.changed, now.changed_in_part, now.skipped, now.outcomes], [2, 1, 1, 'psc']);
  const { leftAlone, ...detail } = now.details[0];
  const roles = [
    { role: 'Loan Officer', outcome: 'changed' },
    { role: 'Processor', outcome: 'skipped' },
  ];
  await owner.query(
    `update request_chunk set outcomes = 'ssc', details = details || jsonb_build_object('0', $2::jsonb)
      where request_id = $1`,
    [requestId, JSON.stringify({ ...detail, roles })],
  );
  await owner.query('update request set changed = 1, skipped = 2 where request_id = $1', [requestId]);
  await owner.query('alter table request drop column changed_in_part');
  const migration = await readFile(
    new URL('../../migrations/0008-changed-in-part.sql', import.meta.url),
    'utf8',
  );
  await owner.query(`begin; ${migration}; commit`);
  assert.deepEqual(await read(), now);
  assert.equal(leftAlone.length, 1);
  await owner.end();
});

async function asOwner(text: string, values: unknown[]): Promise<void> {
  const owner = new pg.Client({ connectionString: world.url });
  await owner.connect();
  await owner.query(text, values);
  await owner.end();
}
