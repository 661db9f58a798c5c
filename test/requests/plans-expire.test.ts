// Plans that nobody runs: they end by themselves, and there are so many of them at most.

import assert from 'node:assert/strict';

import { test } from 'node:test';
import { expirePlans } from '../../src/core/requests/decide/expire-plans.ts';

import { inOrg, readInOrg } from '../../src/database/transaction.ts';
import { useWorld } from '../support/use-world.ts';

const dayMs = 86_400_000;

const world = useWorld({ orgId: 833, users: { ada: {}, ben: {} }, leads: { 1: ['ben'], 2: ['ben'] } });
const ada = world.as('ada');

const body = { kind: 'reassign', leads: [1, 2], to: { user: { userId: 101 } } };
const plan = async (by = ada) => (await by.plan(body)).requestId;
const pathOf = (requestId: number) => `/api/v1/requests/${requestId}`;

async function makeOlder(requestId: number, days: number): Promise<void> {
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({
      text: 'update request set created_at = created_at - make_interval(days => $2) where request_id = $1',
      values: [requestId, days],
    }),
  );
}

async function countChunks(requestId: number): Promise<number> {
  const [row] = await readInOrg(world.database, world.orgId, (tx) =>
    tx.read<{ chunks: number }>({
      text: 'select count(*) as chunks from request_chunk where request_id = $1',
      values: [requestId],
    }),
  );
  return row?.chunks ?? 0;
}

test('a plan says when it expires; 30 days old it has, its rows are gone, and nothing can be done with it', async () => {
  const [old, young, run] = [await plan(), await plan(), await plan()];
  const told = await ada.requests.show(old);
  assert.equal(Date.parse(told.expiresAt ?? '') - Date.parse(told.createdAt), 30 * dayMs);
  await ada.post(`${pathOf(run)}/run`, {});
  await makeOlder(old, 31);
  await makeOlder(run, 31);
  await makeOlder(young, 29);
  await expirePlans(world.database);
  const expired = await ada.requests.show(old);
  assert.deepEqual([expired.state, expired.expiresAt, expired.ways], ['expired', null, []]);
  assert.ok(expired.finishedAt);
  assert.equal(expired.counts.notAttempted, 2);
  assert.deepEqual([await countChunks(old), await countChunks(young), await countChunks(run)], [0, 1, 1]);
  assert.deepEqual(await ada.rows(old), []);
  for (const way of ['run', 'cancel', 'retry', 'undo']) {
    const answer = await ada.post(`${pathOf(old)}/${way}`, {});
    assert.equal(answer.statusCode, 409, answer.body);
  }
  assert.deepEqual(
    [(await ada.requests.show(young)).state, (await ada.requests.show(run)).state],
    ['planned', 'queued'],
  );
});

test('a user has 500 plans that wait at most, and takes none of those of others; one that is cancelled makes room', async () => {
  const first = await plan();
  await inOrg(world.database, world.orgId, async (tx) =>
    tx.write({
      text: `insert into request (org_id, kind, state, origin, spec, requested_by)
        select $1, 'reassign', 'planned', 'api', '{}', 101 from generate_series(1, 500 - (
          select count(*) from request where state = 'planned' and requested_by = 101))`,
      values: [world.orgId],
    }),
  );
  const refused = await ada.refuse('/api/v1/requests?plan=true', body);
  assert.deepEqual([refused.status, refused.code], [409, 'too-many-plans']);
  assert.match(refused.detail, /You have 500 plans that nobody has run/);
  assert.equal((await ada.post('/api/v1/requests', body)).statusCode, 202, 'what runs at once is no plan');
  await plan(world.as('ben'));
  await ada.post(`${pathOf(first)}/cancel`);
  await plan();
});
