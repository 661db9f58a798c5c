// How a body of the Insellerate contract names users.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 62,
  users: { ada: { accessRole: 'administrator' }, ben: {}, cy: {} },
  leads: { 1: ['ben'] },
});
const ada = world.as('ada');

interface Told {
  StatusCode: number;
  Message: string;
}

async function reassign(primary: object, listed: object[] = []) {
  const payload = { ApplicationId: 1, Assignments: listed, PrimaryAgent: primary };
  return ada.post('/api/v2/pub/application/reassign?orgId=62', payload);
}

test('a blank member beside one that names somebody is as good as none', async () => {
  const { userId, email } = world.user('cy');
  const named = [
    { UserId: userId, Email: '' },
    { UserId: String(userId), Email: ' ' },
    { UserId: '', Email: email },
    { UserId: null, Email: email },
  ];
  for (const agent of named) {
    const answer = await reassign(agent, [agent]);
    assert.deepEqual([answer.statusCode, answer.json<Told>().StatusCode], [200, 1], answer.body);
    const assigned = await ada.post('/api/integration/AssignUser?applicationId=1', agent);
    assert.equal(assigned.json<Told>().StatusCode, 1, assigned.body);
  }
});

test('who is named by blank members alone is named by nobody', async () => {
  const answer = await reassign({ UserId: world.idOf('cy') }, [{ UserId: '', Email: '' }]);
  assert.equal(answer.statusCode, 400);
  assert.equal(answer.json<Told>().Message, 'Assignments[0] needs a UserId or an Email.');
});

test('text that is no JSON is refused without a blank at the end', async () => {
  const answer = await ada.send({
    method: 'POST',
    url: '/api/v2/pub/application/reassign?orgId=62',
    headers: { 'content-type': 'application/json' },
    payload: '{"ApplicationId":',
  });
  assert.deepEqual([answer.statusCode, answer.json<Told>().Message], [400, 'The body is not valid JSON.']);
});
