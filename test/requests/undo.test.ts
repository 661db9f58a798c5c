import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deactivateUser } from '../support/deactivate-user.ts';

import { useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 3,
  users: { ada: { reports: ['ben', 'cy'] }, ben: {}, cy: {}, dee: {}, eve: { agentRole: 'Processor' } },
  leads: { 1: ['ben', 'eve'], 2: ['ben'], 3: ['ben'], 4: ['dee'] },
});
const ada = world.as('ada');
type Name = 'ada' | 'ben' | 'cy' | 'dee' | 'eve';

async function reassign(leadId: number, to: Name, unassignOthers = true): Promise<number> {
  const answer = await ada.post(`/api/v2/pub/application/reassign?orgId=${world.orgId}`, {
    ApplicationId: leadId,
    PrimaryAgent: { Email: world.user(to).email },
    UnassignAllOtherUsers: unassignOthers,
  });
  const { StatusCode, Data } = answer.json<{ StatusCode: number; Data: { RequestId: string } }>();
  assert.equal(StatusCode, 1, answer.body);
  return Number(Data.RequestId);
}

async function undo(requestId: number) {
  const accepted = await ada.post(`/api/v1/requests/${requestId}/undo`);
  assert.equal(accepted.statusCode, 202, accepted.body);
  const { requestId: undoId } = accepted.json<{ requestId: number }>();
  assert.equal(accepted.headers.location, `/api/v1/requests/${undoId}`);
  const { state, undoes, counts } = await ada.finish(undoId);
  assert.ok(state === 'done' || state === 'failed');
  assert.equal(undoes, requestId);
  return { undoId, rows: await ada.rows(undoId), counts };
}

async function standing(leadId: number): Promise<string[]> {
  const { assignments } = await ada.leads.show(leadId);
  return assignments.map(({ user, standing: is }) => `${user.userId} ${is}`).sort();
}

test('an undo puts the former primary back, and its own undo takes that back again', async () => {
  const before = await standing(1);
  const requestId = await reassign(1, 'cy');
  const moved = await standing(1);
  assert.notDeepEqual(moved, before);

  const first = await undo(requestId);
  assert.deepEqual(await standing(1), before);
  assert.equal(first.rows[0]?.outcome, 'changed');

  await undo(first.undoId);
  assert.deepEqual(await standing(1), moved);
});

test('an undo never destroys later work, and names the request that did it', async () => {
  const requestId = await reassign(2, 'cy');
  const later = await reassign(2, 'dee');
  const { rows, counts } = await undo(requestId);
  assert.equal(counts.skipped, 1);
  assert.equal(rows[0]?.code, 'later-change');
  assert.equal(rows[0]?.facts?.laterRequest, later);
  assert.deepEqual(await standing(2), [`${world.idOf('dee')} primary`]);
});

test('a user who has left since cannot be put back', async () => {
  const requestId = await reassign(4, 'cy');
  await deactivateUser(world.database, world.orgId, world.user('dee').email);
  const { rows } = await undo(requestId);
  assert.equal(rows[0]?.outcome, 'failed');
  assert.equal(rows[0]?.code, 'user-inactive');
  assert.deepEqual(await standing(4), [`${world.idOf('cy')} primary`]);
});

test('what cannot be undone is refused, saying why', async () => {
  assert.equal((await ada.refuse('/api/v1/requests/999/undo')).status, 404);
  const imported = await ada.refuse(`/api/v1/requests/${world.requestId}/undo`);
  assert.equal(imported.status, 409);
  assert.equal(imported.code, 'request-not-undoable');
  await reassign(1, 'cy', false);
  const again = await reassign(1, 'cy', false);
  const nothing = await ada.refuse(`/api/v1/requests/${again}/undo`);
  assert.equal(nothing.status, 409);
  assert.equal(nothing.code, 'nothing-to-undo');
  assert.match(nothing.detail, new RegExp(`^Request ${again} changed nothing`));
});

test('a user who had left before stands again where they stood', async () => {
  await deactivateUser(world.database, world.orgId, world.user('cy').email);
  const before = await standing(4);
  assert.deepEqual(before, [`${world.idOf('cy')} primary`]);
  const requestId = await reassign(4, 'ben');
  assert.deepEqual(await standing(4), [`${world.idOf('ben')} primary`]);
  assert.equal((await undo(requestId)).counts.changed, 1);
  assert.deepEqual(await standing(4), before);
});
