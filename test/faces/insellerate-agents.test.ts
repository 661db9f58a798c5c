// How a body of the Insellerate contract names users.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { anOrganisation, type CallHeaders, type Organisation } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

let world: TestDatabase;
let app: FastifyInstance;
let org: Organisation<'ada' | 'ben' | 'cy'>;
let headers: CallHeaders;

before(async () => {
  world = await createTestDatabase();
  app = await buildApp(world.database);
  org = await anOrganisation(world.database, {
    orgId: 62,
    users: { ada: { accessRole: 'administrator' }, ben: {}, cy: {} },
    leads: { 1: ['ben'] },
  });
  headers = await org.signIn('ada');
});

after(async () => {
  await app.close();
  await world.drop();
});

async function reassign(primary: object, listed: object[] = []) {
  const payload = { ApplicationId: 1, Assignments: listed, PrimaryAgent: primary };
  return app.inject({
    method: 'POST',
    url: '/api/v2/pub/application/reassign?orgId=62',
    headers,
    payload,
  });
}

test('a blank member beside one that names somebody is as good as none', async () => {
  const { userId, email } = org.user('cy');
  const named = [
    { UserId: userId, Email: '' },
    { UserId: String(userId), Email: ' ' },
    { UserId: '', Email: email },
    { UserId: null, Email: email },
  ];
  for (const agent of named) {
    const answer = await reassign(agent, [agent]);
    assert.deepEqual([answer.statusCode, answer.json().StatusCode], [200, 1], answer.body);
    const assigned = await app.inject({
      method: 'POST',
      url: '/api/integration/AssignUser?applicationId=1',
      headers,
      payload: agent,
    });
    assert.equal(assigned.json().StatusCode, 1, assigned.body);
  }
});

test('who is named by blank members alone is named by nobody', async () => {
  const answer = await reassign({ UserId: org.user('cy').userId }, [{ UserId: '', Email: '' }]);
  assert.equal(answer.statusCode, 400);
  assert.equal(answer.json().Message, 'Assignments[0] needs a UserId or an Email.');
});

test('text that is no JSON is refused without a blank at the end', async () => {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/v2/pub/application/reassign?orgId=62',
    headers: { ...headers, 'content-type': 'application/json' },
    payload: '{"ApplicationId":',
  });
  assert.deepEqual([answer.statusCode, answer.json().Message], [400, 'The body is not valid JSON.']);
});
