// Every face refuses whoever calls too often, in its own words, and tells everybody how much is left.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { anOrganisation, type CallHeaders } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { useDatabase } from '../support/use-world.ts';

let app: FastifyInstance;
let signIn: (name: 'ada') => Promise<CallHeaders>;
let signInElsewhere: (name: 'zoe') => Promise<CallHeaders>;

after(() => app.close());
const db = useDatabase(async () => {
  const mine = await anOrganisation(db.database, { orgId: 71, users: { ada: {} } });
  const theirs = await anOrganisation(db.database, { orgId: 72, users: { zoe: {} } });
  [signIn, signInElsewhere] = [mine.signIn, theirs.signIn];
  app = await buildApp(db.database, { ofOneKey: 2, ofOneOrg: 6 });
});

const faces = [
  { name: 'Baton', url: '/api/v1/session', says: (body: object) => 'code' in body && body.code },
  {
    name: 'Insellerate',
    url: '/api/integration/GetUsers?orgId=71',
    says: (body: object) => 'Errors' in body && JSON.stringify(body.Errors).match(/too-many-calls/)?.[0],
  },
  {
    name: 'LeadSquared',
    url: '/v2/UserManagement.svc/Users.Get',
    says: (body: object) => 'ExceptionType' in body && body.ExceptionType,
  },
] as const;

for (const { name, url, says } of faces) {
  test(`the ${name} face takes 2 calls of a key in a second and refuses the others in its own words`, async () => {
    const headers = await signIn('ada');
    const answers = await Promise.all(Array.from({ length: 4 }, () => app.inject({ url, headers })));
    assert.ok(answers.some(({ statusCode }) => statusCode === 200));
    const refused = answers.find(({ statusCode }) => statusCode === 429);
    assert.match(refused?.body ?? '', /This access key or session made 2 calls in a second/);
    assert.match(String(says(refused?.json() ?? {})), /too-many-calls|MXAPIRateLimitExceededException/);
    assert.equal(refused?.headers['retry-after'], '1');
    assert.deepEqual(
      [refused?.headers['ratelimit-limit'], refused?.headers['ratelimit-remaining']],
      ['2', '0'],
    );
  });
}

test('all keys of an organisation share its limit, and who cannot prove who they are takes nothing of it', async () => {
  const url = '/api/v1/session';
  const keys: CallHeaders[] = [];
  for (let key = 0; key < 9; key += 1) keys.push(await signInElsewhere('zoe'));
  const forged = keys.map((headers) => ({ ...headers, 'x-lsq-secretkey': 'wrong' }));
  await Promise.all(forged.map((headers) => app.inject({ url, headers })));
  const answers = await Promise.all(keys.map((headers) => app.inject({ url, headers })));
  assert.ok(answers.filter(({ statusCode }) => statusCode === 200).length >= 6);
  const refused = answers.find(({ statusCode }) => statusCode === 429);
  assert.match(refused?.body ?? '', /Your organisation made 6 calls in a second/);
});
