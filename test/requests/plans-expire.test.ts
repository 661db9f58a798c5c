// Plans that nobody runs: they end by themselves, and there are so many of them at most.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { expirePlans } from '../../src/core/requests/decide/expire-plans.ts';
import { inOrg, readInOrg } from '../../src/database/transaction.ts';
import { anOrganisation } from '../support/an-organisation.ts';
import { ApiCaller } from '../support/api-caller.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const orgId = 833;
const dayMs = 86_400_000;

let db: TestDatabase;
let app: FastifyInstance;
let ada: ApiCaller;
let ben: ApiCaller;

before(async () => {
  db = await createTestDatabase();
  app = await buildApp(db.database);
  const users = { ada: {}, ben: {} };
  const org = await anOrganisation(db.database, { orgId, users, leads: { 1: ['ben'], 2: ['ben'] } });
  const world = { app, database: db.database, orgId };
  [ada, ben] = [new ApiCaller(world, await org.signIn('ada')), new ApiCaller(world, await org.signIn('ben'))];
});
after(async () => {
  await app.close();
  await db.drop();
});

const body = { kind: 'reassign', leads: [1, 2], to: { user: { userId: 101 } } };
const pathOf = (requestId: number) => `/api/v1/requests/${requestId}`;

async function plan(caller: ApiCaller): Promise<number> {
  const answer = await caller.post('/api/v1/requests?plan=true', body);
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json().requestId;
}

async function makeOlder(requestId: number, days: number): Promise<void> {
  await inOrg(db.database, orgId, async (tx) =>
    tx.write({
      text: 'update request set created_at = created_at - make_interval(days => $2) where request_id = $1',
      values: [requestId, days],
    }),
  );
}

async function countChunks(requestId: number): Promise<number> {
  const [row] = await readInOrg(db.database, orgId, (tx) =>
    tx.read<{ chunks: number }>({
      text: 'select count(*) as chunks from request_chunk where request_id = $1',
      values: [requestId],
    }),
  );
  return row?.chunks ?? 0;
}

test('a plan says when it expires; 30 days old it has, its rows are gone, and nothing can be done with it', async () => {
  const [old, young, run] = [await plan(ada), await plan(ada), await plan(ada)];
  const told = await ada.get(pathOf(old));
  assert.equal(Date.parse(told.expiresAt) - Date.parse(told.createdAt), 30 * dayMs);
  await ada.post(`${pathOf(run)}/run`, {});
  await makeOlder(old, 31);
  await makeOlder(run, 31);
  await makeOlder(young, 29);
  await expirePlans(db.database);
  const expired = await ada.get(pathOf(old));
  assert.deepEqual([expired.state, expired.expiresAt, expired.ways], ['expired', null, []]);
  assert.ok(expired.finishedAt);
  assert.equal(expired.counts.notAttempted, 2);
  assert.deepEqual([await countChunks(old), await countChunks(young), await countChunks(run)], [0, 1, 1]);
  assert.deepEqual((await ada.get(`${pathOf(old)}/rows`)).items, []);
  for (const way of ['run', 'cancel', 'retry', 'undo']) {
    const answer = await ada.post(`${pathOf(old)}/${way}`, {});
    assert.equal(answer.statusCode, 409, answer.body);
  }
  assert.deepEqual(
    [(await ada.get(pathOf(young))).state, (await ada.get(pathOf(run))).state],
    ['planned', 'queued'],
  );
});

test('a user has 500 plans that wait at most, and takes none of those of others; one that is cancelled makes room', async () => {
  const first = await plan(ada);
  await inOrg(db.database, orgId, async (tx) =>
    tx.write({
      text: `insert into request (org_id, kind, state, origin, spec, requested_by)
        select $1, 'reassign', 'planned', 'api', '{}', 101 from generate_series(1, 500 - (
          select count(*) from request where state = 'planned' and requested_by = 101))`,
      values: [orgId],
    }),
  );
  const refused = await ada.post('/api/v1/requests?plan=true', body);
  assert.deepEqual([refused.statusCode, refused.json().code], [409, 'too-many-plans']);
  assert.match(refused.json().detail, /You have 500 plans that nobody has run/);
  assert.equal((await ada.post('/api/v1/requests', body)).statusCode, 202, 'what runs at once is no plan');
  await plan(ben);
  await ada.post(`${pathOf(first)}/cancel`);
  await plan(ada);
});
