import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { buildTeam } from '../../../test/support/a-team.ts';
import { deactivateUser } from '../../../test/support/deactivate-user.ts';
import { changeManagers, drawLines, inWords, undoManagers } from '../../../test/support/manager-change.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';

let world: TestDatabase;
let orgs = 0;
before(async () => {
  world = await createTestDatabase();
});
after(() => world.drop());

const atFirst = ['ben>ada', 'cy>ada', 'dan>ben'];

function aTeam() {
  orgs += 1;
  return buildTeam(world.database, orgs);
}

test('undo gives back the managers from before, and nobody to who had none', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['dan>cy', 'eve>ada']);
  const undo = await undoManagers(world.database, team, change);
  assert.deepEqual(inWords(undo.results), ['changed', 'changed']);
  assert.deepEqual(await drawLines(world.database, team.orgId), atFirst);
});

test('undo of a swap swaps back', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['ada>ben', 'ben>eve']);
  const undo = await undoManagers(world.database, team, change);
  assert.deepEqual(inWords(undo.results), ['changed', 'changed']);
  assert.deepEqual(await drawLines(world.database, team.orgId), atFirst);
});

test('rows that the request did not change, or that name nobody, are unchanged', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['ben>ada', 'dan>dan', 'dan>dan']);
  const subjects = [...change.subjects, 0];
  const undo = await undoManagers(world.database, team, { ...change, subjects });
  assert.deepEqual(inWords(undo.results), ['unchanged', 'unchanged', 'unchanged', 'unchanged']);
  assert.deepEqual(await drawLines(world.database, team.orgId), atFirst);
});

test('a user whom a later request moved is skipped, and the later request is named', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['dan>cy', 'eve>ada']);
  await changeManagers(world.database, team, ['dan>ada']);
  const latest = await changeManagers(world.database, team, ['dan>cy']);
  const undo = await undoManagers(world.database, team, change);
  assert.deepEqual(inWords(undo.results), ['later-change', 'changed']);
  assert.equal(undo.results[0]?.outcome, 'skipped');
  assert.deepEqual(undo.results[0]?.detail, {
    code: 'later-change',
    message: `Request ${latest.requestId} changed the manager of Dan Example since, so it was left as it is.`,
    laterRequest: latest.requestId,
  });
  assert.deepEqual(await drawLines(world.database, team.orgId), ['ben>ada', 'cy>ada', 'dan>cy']);
});

test('an undo can be undone, and then undone again', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['dan>cy', 'eve>ada']);
  const changed = await drawLines(world.database, team.orgId);
  const undo = await undoManagers(world.database, team, change);
  const redo = await undoManagers(world.database, team, undo);
  assert.deepEqual(inWords(redo.results), ['changed', 'changed']);
  assert.deepEqual(await drawLines(world.database, team.orgId), changed);
  const again = await undoManagers(world.database, team, redo);
  assert.deepEqual(inWords(again.results), ['changed', 'changed']);
  assert.deepEqual(await drawLines(world.database, team.orgId), atFirst);
});

test('the last first: an undo that put back what stood before is no later work, also where that is nobody', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['eve>ada']);
  const undo = await undoManagers(world.database, team, change);
  const later = await changeManagers(world.database, team, ['eve>cy', 'dan>cy']);
  const latest = await changeManagers(world.database, team, ['dan>ada']);
  await undoManagers(world.database, team, latest);
  const laterUndo = await undoManagers(world.database, team, later);
  assert.deepEqual(inWords(laterUndo.results), ['changed', 'changed']);
  const redo = await undoManagers(world.database, team, undo);
  assert.deepEqual(inWords(redo.results), ['changed']);
  assert.deepEqual(await drawLines(world.database, team.orgId), [...atFirst, 'eve>ada']);
});

test('a request that ended a line and opened none is undone until somebody opens one', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['eve>ada']);
  const undo = await undoManagers(world.database, team, change);
  const later = await changeManagers(world.database, team, ['eve>cy']);
  const late = await undoManagers(world.database, team, undo);
  assert.deepEqual(inWords(late.results), ['later-change']);
  assert.equal(late.results[0]?.detail?.laterRequest, later.requestId);
});

test('who has left since is not put back, as a manager or as a user', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['dan>cy', 'ben>eve']);
  await deactivateUser(world.database, team.orgId, team.user('ada').email);
  await deactivateUser(world.database, team.orgId, team.user('dan').email);
  const undo = await undoManagers(world.database, team, change);
  assert.deepEqual(inWords(undo.results), ['user-inactive', 'manager-inactive']);
  assert.deepEqual(await drawLines(world.database, team.orgId), ['ben>eve', 'cy>ada', 'dan>cy']);
});

test('a line that was only ended does not come back to somebody who has left since', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['eve>ada']);
  const ended = await undoManagers(world.database, team, change);
  await deactivateUser(world.database, team.orgId, team.user('eve').email);
  const undo = await undoManagers(world.database, team, ended);
  assert.deepEqual(inWords(undo.results), ['user-inactive']);
  assert.deepEqual(await drawLines(world.database, team.orgId), atFirst);
});

test('who had left before is put back, as a manager or as a user', async () => {
  const team = await aTeam();
  await deactivateUser(world.database, team.orgId, team.user('ada').email);
  const change = await changeManagers(world.database, team, ['cy>eve']);
  const undo = await undoManagers(world.database, team, change);
  assert.deepEqual(inWords(undo.results), ['changed']);
  assert.deepEqual(await drawLines(world.database, team.orgId), atFirst);
});

test('an undo that would form a cycle with later work fails for the rows on it alone', async () => {
  const team = await aTeam();
  const change = await changeManagers(world.database, team, ['dan>cy', 'eve>ada']);
  await changeManagers(world.database, team, ['ben>dan', 'cy>eve']);
  const undo = await undoManagers(world.database, team, change);
  assert.deepEqual(inWords(undo.results), ['would-form-cycle', 'changed']);
  assert.deepEqual(await drawLines(world.database, team.orgId), ['ben>dan', 'cy>eve', 'dan>cy']);
});
