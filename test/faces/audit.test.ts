// Who made, used and ended ways in, and who was refused.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditPage } from '../../src/client/client.ts';
import { createSignInLink } from '../../src/core/sessions/create-sign-in-link.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { until } from '../support/until.ts';
import { type NameOf, useWorld } from '../support/use-world.ts';

const orgId = 7;
const password = 'a long enough passphrase';

let keys: Record<Name, Record<string, string>>;

const world = useWorld(
  {
    orgId,
    users: { ada: { accessRole: 'administrator' }, ben: { accessRole: 'agent' } },
    leads: {},
  },
  async () => {
    keys = { ada: await world.signIn('ada'), ben: await world.signIn('ben') };
  },
);
type Name = NameOf<typeof world>;
type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

async function call(method: Method, url: string, headers: Record<string, string>, payload?: object) {
  return world.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
}

async function readTrail(query = ''): Promise<AuditPage['items']> {
  const answer = await call('GET', `/api/v1/audit-events${query}`, keys.ada);
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<AuditPage>().items;
}

test('whatever lets somebody in, or keeps them out, is in the trail with who, whom and from where', async () => {
  const ben = world.user('ben');
  const url = `/api/v1/users/${ben.userId}/keys`;
  const made = await call('POST', url, keys.ada, { name: 'feed', expiresAt: null });
  const { accessKey, secretKey } = made.json<{ accessKey: string; secretKey: string }>();
  await call('PATCH', `/api/v1/keys/${encodeURIComponent(accessKey)}`, keys.ada, { name: 'a feed' });
  await call('DELETE', `/api/v1/keys/${encodeURIComponent(accessKey)}`, keys.ada);
  await call('PATCH', '/api/v1/org', keys.ada, { leadsquaredCalls: 30 });
  const { path } = await createSignInLink(world.database, { orgId, userId: null }, { email: ben.email });
  const site = { 'baton-csrf': '1' };
  await call('POST', '/api/v1/first-sign-in', site, { token: path.split('#')[1], password });
  await call('POST', '/api/v1/session', site, { email: ben.email, password: 'not the password' });
  const signedIn = await call('POST', '/api/v1/session', site, { email: ben.email, password });
  const cookie = String(signedIn.headers['set-cookie']).split(';')[0] ?? '';
  const change = { current: password, next: `${password} again` };
  await call('POST', '/api/v1/session/password', { ...site, cookie }, change);
  await call('DELETE', '/api/v1/session', { ...site, cookie });
  for (let time = 0; time < 5; time += 1) await call('GET', '/api/v1/keys', keys.ben);
  const guessed = { ...keys.ben, 'x-lsq-secretkey': secretKey };
  for (let time = 0; time < 5; time += 1) await call('GET', '/api/v1/session', guessed);
  const wanted = [
    ...['key-created', 'key-changed', 'key-revoked', 'setting-changed', 'link-created', 'link-used'],
    ...['sign-in-failed', 'signed-in', 'password-changed', 'signed-out', 'refused', 'key-first-used'],
    'key-refused',
  ];
  await until('what nobody waits for is in the trail', async () => {
    const told = new Set<string>((await readTrail()).map(({ what }) => what));
    return wanted.every((what) => told.has(what));
  });
  const trail = await readTrail();
  assert.deepEqual([...new Set(trail.map(({ what }) => what))].sort(), [...wanted].sort());
  const of = (what: string) => trail.find((event) => event.what === what && event.by?.userId !== undefined);
  assert.deepEqual(
    [of('key-revoked')?.by?.userId, of('key-revoked')?.accessKey, of('key-revoked')?.address],
    [world.idOf('ada'), keys.ada['x-lsq-accesskey'], '127.0.0.1'],
  );
  const refused = await readTrail('?what=refused');
  assert.deepEqual(
    refused.map(({ detail }) => detail),
    ['GET /api/v1/keys: access-denied'],
    'asked again and again it is noted once',
  );
  const [guess, ...more] = await readTrail('?what=key-refused');
  assert.deepEqual(
    [guess?.by, guess?.about?.userId, guess?.detail, more.length],
    [null, ben.userId, `${keys.ben['x-lsq-accesskey']}: wrong secret`, 0],
  );
  assert.equal((await readTrail('?what=sign-in-failed'))[0]?.about?.userId, ben.userId);
  const text = JSON.stringify(trail);
  for (const secret of [secretKey, password, String(path.split('#')[1])]) assert.ok(!text.includes(secret));
});

test('nobody who serves calls can change or take away what the trail holds', async () => {
  for (const text of ['update audit_event set detail = null', 'delete from audit_event']) {
    await assert.rejects(
      inOrg(world.database, orgId, async (tx) => tx.write({ text, values: [] })),
      /permission denied/,
    );
  }
});

test('an administrator ends the sessions of somebody, and a stream ends with the key that asked for it', async () => {
  const ben = world.user('ben');
  const signIn = { email: ben.email, password: `${password} again` };
  const signedIn = await call('POST', '/api/v1/session', { 'baton-csrf': '1' }, signIn);
  const cookie = { cookie: String(signedIn.headers['set-cookie']).split(';')[0] ?? '', 'baton-csrf': '1' };
  assert.equal((await call('GET', '/api/v1/session', cookie)).statusCode, 200);
  const path = `/api/v1/users/${ben.userId}/sessions`;
  assert.equal((await call('DELETE', path, keys.ben)).statusCode, 403);
  assert.ok((await call('DELETE', path, keys.ada)).json<{ ended: number }>().ended >= 1);
  assert.equal((await call('GET', '/api/v1/session', cookie)).statusCode, 401);

  await world.app.listen({ host: '127.0.0.1', port: 0 });
  const theirs = await world.signIn('ada');
  const plan = await call('POST', '/api/v1/requests?plan=true', theirs, {
    kind: 'managers',
    rows: [{ user: { userId: ben.userId }, manager: { userId: world.idOf('ada') } }],
  });
  const { requestId } = plan.json<{ requestId: number }>();
  const url = `${world.app.listeningOrigin}/api/v1/requests/${requestId}/events`;
  const stream = await fetch(url, { headers: theirs });
  assert.equal(stream.status, 200);
  const whole = stream.text();
  await call('DELETE', `/api/v1/keys/${encodeURIComponent(theirs['x-lsq-accesskey'])}`, keys.ada);
  assert.doesNotMatch(await whole, /event: ended/);
});
