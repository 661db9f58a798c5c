// The agent roles of an organisation: who may give which, and what becomes of one that is retired.

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { importUsers } from '../../src/core/kinds/import/import-users.ts';
import { useWorld } from '../support/use-world.ts';

const orgId = 12;
const world = useWorld({
  orgId,
  users: {
    ada: { reports: ['ben'] },
    ben: { accessRole: 'agent' },
    cy: { accessRole: 'agent', agentRole: 'Processor' },
  },
});
const ada = world.as('ada');
const path = '/api/v1/agent-roles';

interface Role {
  name: string;
  place: number;
  isActive: boolean;
  users: number | null;
}

async function send(method: 'POST' | 'PATCH', url: string, body: object) {
  const answer = await ada.send({ method, url, payload: body });
  return {
    status: answer.statusCode,
    ...answer.json<{ code?: string; detail?: string; requestId?: number }>(),
  };
}

async function list(name: 'ada' | 'ben' = 'ada'): Promise<string[]> {
  const answer = await world.as(name).get(path);
  return answer
    .json<{ items: Role[] }>()
    .items.map(({ name: role, place, isActive, users }) => `${place} ${role} ${users} ${isActive}`);
}

const give = (agentRole: string) => send('PATCH', `/api/v1/users/${world.user('ben').userId}`, { agentRole });

test('roles stand in the order of the organisation, and are added, moved, retired and brought back', async () => {
  assert.deepEqual(await list(), ['1 Loan Officer 2 true', '2 Processor 1 true']);
  assert.deepEqual(await list('ben'), ['1 Loan Officer null true', '2 Processor null true']);
  assert.equal((await send('POST', path, { name: '  Under\u00a0 writer ', place: 1 })).status, 201);
  assert.equal((await send('PATCH', `${path}/loan%20OFFICER`, { place: 1 })).status, 200);
  assert.equal((await send('PATCH', `${path}/Processor`, { isActive: false, place: 1000 })).status, 200);
  assert.deepEqual(await list(), ['1 Loan Officer 2 true', '2 Under writer 0 true', '3 Processor 1 false']);
  assert.equal((await send('PATCH', `${path}/Processor`, { isActive: true })).status, 200);
  const told = (await ada.get('/api/v1/audit-events?what=setting-changed')).json<{
    items: { detail: string }[];
  }>();
  assert.deepEqual(told.items.map(({ detail }) => detail).toReversed(), [
    'agent role added: Under writer',
    'agent role Loan Officer: place 1',
    'agent role Processor: retired',
    'agent role Processor: brought back',
  ]);
});

test('a role that is there in any spelling, or reads like one, is no other; what nobody sees is none', async () => {
  for (const name of ['processor', 'Pr0cessor', 'Рrocessor']) {
    const refused = await send('POST', path, { name });
    assert.deepEqual([refused.status, refused.code], [409, 'already-exists'], name);
  }
  for (const name of ['x'.repeat(101), ' ', '\u200b', 'Clo\u200bser']) {
    assert.equal((await send('POST', path, { name })).status, 400);
  }
  const missing = await send('PATCH', `${path}/Procesor`, { isActive: false });
  assert.equal(missing.status, 404);
  assert.match(missing.detail ?? '', /did you mean "Processor"\?/);
});

test('nobody is given a role that there is not, or that is retired; who has it keeps it, and an undo gives it back', async () => {
  const refused = await give('Procesor');
  assert.deepEqual([refused.status, refused.code], [404, 'role-not-found']);
  assert.match(refused.detail ?? '', /did you mean "Processor"\?.*baton roles add/);

  const given = await give('PROCESSOR');
  assert.equal(given.status, 200, given.detail);
  await give('Loan Officer');
  await send('PATCH', `${path}/Processor`, { isActive: false });
  const retired = await give('Processor');
  assert.deepEqual([retired.status, retired.code], [409, 'role-retired']);
  const newcomer = { firstName: 'Dee', email: 'dee@org12.example', agentRole: 'Processor' };
  assert.equal((await send('POST', '/api/v1/users', newcomer)).code, 'role-retired');
  const cy = world.user('cy').userId;
  const kept = await send('PATCH', `/api/v1/users/${cy}`, { agentRole: 'Processor', lastName: 'Stone' });
  assert.equal(kept.status, 200, kept.detail);

  const moved = await send('PATCH', `/api/v1/users/${cy}`, { agentRole: 'Loan Officer' });
  await ada.undo(moved.requestId ?? 0);
  const { items } = (await ada.get('/api/v1/users?agentRole=Processor')).json<{ items: unknown[] }>();
  assert.equal(items.length, 1, 'an undo puts back what was, retired or not');
});

test('a plan tells of a role that is retired by then, and its run gives none', async () => {
  await send('POST', path, { name: 'Closer' });
  const users = [{ user: { userId: world.user('ben').userId }, facts: { agentRole: 'Closer' } }];
  const { requestId } = await ada.plan({ kind: 'facts', users });
  await send('PATCH', `${path}/Closer`, { isActive: false });
  await ada.run(requestId);
  const [row] = await ada.rows(requestId);
  assert.deepEqual([row?.outcome, row?.code], ['failed', 'role-retired']);
});

test('a file gives roles that there are, and brings its own only where that is asked for', async () => {
  const text = (role: string, at: string) =>
    `first_name,last_name,email,agent_role\nEve,E,${at}@org12.example,${role}\n`;
  const land = (file: string, newRoles: boolean) =>
    importUsers(world.database, orgId, Readable.from([file]), {
      allOrNothing: false,
      newRoles,
      requester: { userId: null, origin: 'cli' },
    });
  const { problems } = await land(text('Loan Oficer', 'eve'), false);
  assert.match(problems[0]?.reason ?? '', /did you mean "Loan Officer"\?.*--new-roles/);
  assert.equal((await land(text('Appraiser', 'eve'), true)).imported, 1);
  assert.equal((await land(text('APPRAISER', 'fay'), false)).imported, 1);
  assert.match((await list()).join('\n'), /Appraiser 2 true/);
  for (const role of ['Арpraiser', 'x'.repeat(101)]) {
    const { problems: told } = await land(text(role, 'gil'), true);
    assert.equal(told[0]?.column, 'agent_role', role);
  }
});
