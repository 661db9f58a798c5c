// What every answer carries beside what it says, a page or none.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { callServer } from '../support/call-server.ts';
import { letIn } from '../support/sign-in.ts';
import { useDatabase } from '../support/use-world.ts';

let org: Organisation<'ada'>;
let plain: FastifyInstance;
let secure: FastifyInstance;

after(() => Promise.all([plain.close(), secure.close()]));
const db = useDatabase(async () => {
  org = await anOrganisation(db.database, { orgId: 7, users: { ada: { accessRole: 'administrator' } } });
  plain = await buildApp(db.database);
  secure = await buildApp(db.database, undefined, { site: { isHttps: true, proxies: 0 } });
  await plain.listen({ host: '127.0.0.1', port: 0 });
});

const paths = [
  ...['/', '/sign-in', '/leads/7', '/color-scheme.js', '/nowhere', '/assets/nowhere.js'],
  ...[
    '/docs',
    '/docs/',
    '/docs/refusals',
    '/docs/nowhere',
    '/openapi.json',
    '/healthz',
    '/readyz',
    '/metrics',
  ],
  ...[
    '/api/v1/session',
    '/api/v1/nowhere',
    '/api/integration/GetUsers?orgId=7',
    '/v2/UserManagement.svc/Users.Get',
  ],
  ...['/%', `/api/v1/users/${'9'.repeat(200)}`],
];

const guards = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
};

test('every answer says how a browser is to take it, and over https that it is never to come by http', async () => {
  for (const url of paths) {
    for (const headers of [{}, { accept: 'text/html' }]) {
      const [open, sealed] = await Promise.all([plain, secure].map((app) => app.inject({ url, headers })));
      for (const [name, value] of Object.entries(guards)) {
        assert.equal(open?.headers[name], value, `${url} ${name}`);
        assert.equal(sealed?.headers[name], value, `${url} ${name}`);
      }
      assert.ok(open?.headers['cache-control'], url);
      assert.equal(open?.headers['strict-transport-security'], undefined, url);
      assert.equal(sealed?.headers['strict-transport-security'], 'max-age=31536000', url);
    }
  }
});

test('what is no HTTP is answered with the same', async () => {
  const answer = await callServer(plain.listeningOrigin, { path: `/${'x'.repeat(20_000)}` });
  assert.equal(answer.status, 431);
  for (const [name, value] of Object.entries(guards)) assert.equal(answer.headers[name], value);
});

const doors = [
  ['GET', '/api/v1/session'],
  ['GET', '/api/integration/GetUsers?orgId=7'],
  ['GET', '/v2/UserManagement.svc/Users.Get'],
  ['POST', '/api/v2/pub/application/reassign?orgId=7'],
] as const;

test('a program that is refused is told of Basic, and a page never: its browser would ask for the password itself', async () => {
  const wrong = { 'x-lsq-accesskey': 'u$r7.x', 'x-lsq-secretkey': 'x' };
  const ofPage = [
    { 'sec-fetch-site': 'same-origin' },
    { 'baton-csrf': '1' },
    { cookie: 'baton-session=7.ended' },
  ] as const;
  for (const [method, url] of doors) {
    for (const keys of [{}, wrong]) {
      const told = await plain.inject({ method, url, headers: keys });
      assert.equal(told.statusCode, 401, `${url} ${told.body}`);
      assert.equal(
        told.headers['www-authenticate'],
        'Basic realm="Baton", charset="UTF-8", Bearer realm="Baton"',
        url,
      );
      for (const mark of ofPage) {
        const { statusCode, headers } = await plain.inject({ method, url, headers: { ...keys, ...mark } });
        assert.equal(statusCode, 401);
        assert.equal(headers['www-authenticate'], 'Session realm="Baton"', `${url} ${JSON.stringify(mark)}`);
      }
    }
  }
});

test('a page is of this server only with the scheme, the host and the port by which people open it', async () => {
  const password = 'a long enough passphrase';
  const { email } = org.user('ada');
  const host = 'baton.example';
  const changeBy = async (app: FastifyInstance, headers: Record<string, string>) => {
    const { cookie } = await letIn(app, db.database, { orgId: 7, email, password });
    const payload = { leadsquaredCalls: 25 };
    const all = { host, cookie, ...headers };
    return (await app.inject({ method: 'PATCH', url: '/api/v1/org', headers: all, payload })).statusCode;
  };
  assert.equal(await changeBy(plain, { origin: `http://${host}` }), 200);
  assert.equal(await changeBy(plain, { origin: `https://${host}` }), 403);
  assert.equal(await changeBy(secure, { origin: `https://${host}` }), 200);
  assert.equal(await changeBy(secure, { origin: `https://${host}`, host: `${host}:443` }), 200);
  assert.equal(await changeBy(secure, { origin: `http://${host}`, 'baton-csrf': '1' }), 403);
  assert.equal(await changeBy(secure, { origin: `https://${host}:8443` }), 403);
});
