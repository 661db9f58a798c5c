import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { deactivateUser } from '../../src/core/accounts/deactivate-user.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

const orgId = 3;
let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<'ada' | 'ben' | 'cy' | 'dee' | 'eve'>;
let headers: Record<string, string>;

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
  org = await anOrganisation(world.database, {
    orgId,
    users: { ada: { reports: ['ben', 'cy'] }, ben: {}, cy: {}, dee: {}, eve: { agentRole: 'Processor' } },
    leads: { 1: ['ben', 'eve'], 2: ['ben'], 3: ['ben'], 4: ['dee'] },
  });
  headers = await org.signIn('ada');
});

after(async () => {
  await app.close();
  await world.drop();
});

type Name = 'ada' | 'ben' | 'cy' | 'dee' | 'eve';

async function reassign(leadId: number, to: Name, unassignOthers = true): Promise<number> {
  const answer = await app.inject({
    method: 'POST',
    url: `/api/v2/pub/application/reassign?orgId=${orgId}`,
    headers,
    payload: {
      ApplicationId: leadId,
      PrimaryAgent: { Email: org.user(to).email },
      UnassignAllOtherUsers: unassignOthers,
    },
  });
  assert.equal(answer.json().StatusCode, 1, answer.body);
  return Number(answer.json().Data.RequestId);
}

async function undo(requestId: number) {
  const accepted = await app.inject({ method: 'POST', url: `/api/v1/requests/${requestId}/undo`, headers });
  assert.equal(accepted.statusCode, 202, accepted.body);
  const undoId = accepted.json().requestId;
  assert.equal(accepted.headers.location, `/api/v1/requests/${undoId}`);
  await runRequest(world.database, orgId, undoId);
  const rows = await app.inject({ url: `/api/v1/requests/${undoId}/rows`, headers });
  const shown = await app.inject({ url: `/api/v1/requests/${undoId}`, headers });
  assert.equal(shown.json().state === 'done' || shown.json().state === 'failed', true, shown.body);
  assert.equal(shown.json().undoes, requestId);
  return { undoId, rows: rows.json().items, counts: shown.json().counts };
}

async function standing(leadId: number): Promise<string[]> {
  const lead = await app.inject({ url: `/api/v1/leads/${leadId}`, headers });
  return lead
    .json()
    .assignments.map(
      (row: { user: { userId: number }; standing: string }) => `${row.user.userId} ${row.standing}`,
    )
    .sort();
}

test('an undo puts the former primary back, and its own undo takes that back again', async () => {
  const before = await standing(1);
  const requestId = await reassign(1, 'cy');
  const moved = await standing(1);
  assert.notDeepEqual(moved, before);

  const first = await undo(requestId);
  assert.deepEqual(await standing(1), before);
  assert.equal(first.rows[0].outcome, 'changed');

  await undo(first.undoId);
  assert.deepEqual(await standing(1), moved);
});

test('an undo never destroys later work, and names the request that did it', async () => {
  const requestId = await reassign(2, 'cy');
  const later = await reassign(2, 'dee');
  const { rows, counts } = await undo(requestId);
  assert.equal(counts.skipped, 1);
  assert.equal(rows[0].code, 'later-change');
  assert.equal(rows[0].facts.laterRequest, later);
  assert.deepEqual(await standing(2), [`${org.user('dee').userId} primary`]);
});

test('a user who has left since cannot be put back', async () => {
  const requestId = await reassign(4, 'cy');
  await deactivateUser(world.database, orgId, org.user('dee').email);
  const { rows } = await undo(requestId);
  assert.equal(rows[0].outcome, 'failed');
  assert.equal(rows[0].code, 'user-inactive');
  assert.deepEqual(await standing(4), [`${org.user('cy').userId} primary`]);
});

test('what cannot be undone is refused, saying why', async () => {
  const unknown = await app.inject({ method: 'POST', url: '/api/v1/requests/999/undo', headers });
  assert.equal(unknown.statusCode, 404);
  const imported = await app.inject({
    method: 'POST',
    url: `/api/v1/requests/${org.requestId}/undo`,
    headers,
  });
  assert.equal(imported.statusCode, 409);
  assert.equal(imported.json().code, 'request-not-undoable');
  await reassign(1, 'cy', false);
  const again = await reassign(1, 'cy', false);
  const nothing = await app.inject({ method: 'POST', url: `/api/v1/requests/${again}/undo`, headers });
  assert.equal(nothing.statusCode, 409);
  assert.equal(nothing.json().code, 'nothing-to-undo');
  assert.match(nothing.json().detail, new RegExp(`^Request ${again} changed nothing`));
});

test('a user who had left before stands again where they stood', async () => {
  await deactivateUser(world.database, orgId, org.user('cy').email);
  const before = await standing(4);
  assert.deepEqual(before, [`${org.user('cy').userId} primary`]);
  const requestId = await reassign(4, 'ben');
  assert.deepEqual(await standing(4), [`${org.user('ben').userId} primary`]);
  assert.equal((await undo(requestId)).counts.changed, 1);
  assert.deepEqual(await standing(4), before);
});
