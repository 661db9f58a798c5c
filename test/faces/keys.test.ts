// What an access key is for, until when, and how it is sent.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { wordAskedBy } from '../../src/contract/rules/asked-by-rules.ts';
import { type Scope, scopes } from '../../src/contract/rules/scope-rules.ts';
import { looksLikeSecret } from '../../src/core/keys/access-key.ts';
import { type CreatedKey, createKeyFor, type KeyTerms } from '../../src/core/keys/create-key-for.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { type Answer, callServer } from '../support/call-server.ts';
import { buildCall } from '../support/good-calls.ts';
import { listOperations } from '../support/operations.ts';
import { until } from '../support/until.ts';
import { useDatabase } from '../support/use-world.ts';

type Name = 'ada' | 'mia' | 'ben';

let app: FastifyInstance;
let org: Organisation<Name>;

after(async () => {
  const closed = app.close();
  app.server.closeAllConnections();
  await closed;
});
const db = useDatabase(async () => {
  app = await buildApp(db.database, { ofOneKey: 10_000, ofOneOrg: 100_000 });
  await app.listen({ host: '127.0.0.1', port: 0 });
  org = await anOrganisation<Name>(db.database, {
    orgId: 7,
    users: {
      ada: { accessRole: 'administrator', reports: ['mia'] },
      mia: { accessRole: 'manager' },
      ben: { accessRole: 'agent' },
    },
    leads: { 1: ['mia'] },
  });
});

const make = (terms: KeyTerms = {}, name: Name = 'ada'): Promise<CreatedKey> =>
  createKeyFor(db.database, { orgId: 7, userId: null }, { email: org.user(name).email }, terms);
const bearer = (key: CreatedKey) => ({ authorization: `Bearer ${key.accessKey}.${key.secretKey}` });

async function callAs(key: CreatedKey, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) {
  return app.inject({ method, url, headers: bearer(key), ...(payload ? { payload } : {}) });
}

/** Which scope an answer names as missing, on whichever face; undefined where it was not for that. */
function missingIn({ text }: Answer): string | undefined {
  return /needs an access key with the scope (\w+)/.exec(text)?.[1];
}

test('every operation asks keys for one scope: without it a call is refused and names it, with it alone it is not', async () => {
  const keys = new Map<Scope, CreatedKey>();
  for (const scope of scopes) keys.set(scope, await make({ scopes: [scope] }));
  const ids = { orgId: 7, leadId: 1, ...org.user('mia'), requestId: org.requestId, accessKey: 'u$r7.none' };
  const operations = (await listOperations(app.listeningOrigin)).filter(({ isPublic }) => !isPublic);
  assert.ok(operations.length > 40);
  for (const operation of operations) {
    const call = buildCall(operation, () => ids);
    const named = new Set<string>();
    const open: Scope[] = [];
    for (const [scope, key] of keys) {
      const answer = await callServer(app.listeningOrigin, {
        ...call,
        headers: { ...call.headers, ...bearer(key) },
      });
      const missing = missingIn(answer);
      if (missing === undefined) open.push(scope);
      else named.add(missing);
      if (missing !== undefined && call.path.startsWith('/api/v1/')) assert.equal(answer.status, 403);
    }
    assert.deepEqual([...named], open, operation.name);
    if (operation.method !== 'GET' && operation.name !== 'DELETE /api/v1/session') {
      assert.notDeepEqual(open, ['read'], `${operation.name} changes something`);
    }
  }
});

test('a key that may only plan plans, and runs nothing in any spelling', async () => {
  const key = await make({ scopes: ['plan'] });
  const body = { kind: 'reassign', leads: [1], to: { user: { userId: org.user('mia').userId } } };
  const planned = await callAs(key, 'POST', '/api/v1/requests?plan=true', body);
  assert.equal(planned.statusCode, 201, planned.body);
  const { requestId } = planned.json<{ requestId: number }>();
  for (const url of [
    '/api/v1/requests',
    '/api/v1/requests?plan=false',
    '/api/v1/requests?plan=1',
    '/api/v1/requests?PLAN=true',
    `/api/v1/requests/${requestId}/run`,
  ]) {
    const refused = await callAs(key, 'POST', url, url.endsWith('run') ? {} : body);
    assert.equal(refused.statusCode, 403, url);
    assert.match(refused.body, /scope run/);
  }
});

test('no key is for more than its owner may, or than the key that made it', async () => {
  const refused = { name: 'Refusal', field: 'scopes' };
  await assert.rejects(make({ scopes: ['run'] }, 'ben'), refused);
  await assert.rejects(make({ scopes: ['read', 'admin'] }, 'mia'), refused);
  assert.deepEqual((await make({}, 'ben')).scopes, ['read']);
  assert.deepEqual((await make({}, 'mia')).scopes, ['read', 'plan', 'run']);
  const admin = await make({ scopes: ['read', 'admin'] });
  const url = `/api/v1/users/${org.user('mia').userId}/keys`;
  assert.equal((await callAs(admin, 'POST', url, { scopes: ['run'] })).statusCode, 400);
  const made = await callAs(admin, 'POST', url);
  assert.equal(made.statusCode, 201, made.body);
  assert.deepEqual(made.json<CreatedKey>().scopes, ['read']);
});

test('a key ends after 90 days, at the moment asked for, or never where that is said; and its end can be moved', async () => {
  const days = (Date.parse((await make()).expiresAt ?? '') - Date.now()) / 86_400_000;
  assert.ok(days > 89.9 && days <= 90, String(days));
  assert.equal((await make({ expiresAt: null })).expiresAt, null);
  await assert.rejects(make({ expiresAt: '2001-01-01T00:00:00Z' }), { field: 'expiresAt' });
  const admin = await make();
  const key = await make({ name: 'nightly feed' });
  const path = `/api/v1/keys/${encodeURIComponent(key.accessKey)}`;
  const moved = await callAs(admin, 'PATCH', path, { name: 'feed', expiresAt: '2199-01-01T00:00:00Z' });
  assert.equal(moved.statusCode, 204, moved.body);
  await inOrg(db.database, 7, async (tx) =>
    tx.write({
      text: 'update access_key set expires_at = clock_timestamp() where access_key = $1',
      values: [key.accessKey],
    }),
  );
  const refused = await callAs(key, 'GET', '/api/v1/session');
  assert.equal(refused.statusCode, 401);
  assert.match(refused.body, /ended at/);
  assert.equal((await callAs(admin, 'PATCH', path, { expiresAt: null })).statusCode, 404, 'it stays ended');
  const { items } = (await callAs(admin, 'GET', '/api/v1/keys')).json();
  const listed = items.find(({ accessKey }: CreatedKey) => accessKey === key.accessKey);
  assert.deepEqual([listed.name, listed.isInForce, listed.madeBy], ['feed', false, null]);
});

test('a list says when a key was last used, and who made it for somebody else', async () => {
  const admin = await make();
  const url = `/api/v1/users/${org.user('mia').userId}/keys`;
  const made = (await callAs(admin, 'POST', url, { name: 'for Mia' })).json<CreatedKey>();
  assert.equal((await callAs(made, 'GET', '/api/v1/session')).statusCode, 200);
  const find = async () =>
    (await callAs(admin, 'GET', url))
      .json()
      .items.find((key: CreatedKey) => key.accessKey === made.accessKey);
  assert.equal((await find()).madeBy.userId, org.user('ada').userId);
  await until('its use is noted', async () => (await find()).lastUsedAt !== null);
});

test('a key made for somebody else says who made it wherever it acts, and a key of one’s own says nothing', async () => {
  const [ada, mia] = [org.user('ada'), org.user('mia')];
  const maker = { orgId: 7, userId: mia.userId, accessRole: 'administrator' as const };
  const given = await createKeyFor(db.database, maker, { email: ada.email });
  const own = await createKeyFor(db.database, { ...maker, userId: ada.userId }, { email: ada.email });
  const to = { user: { userId: mia.userId } };
  for (const key of [given, own]) {
    const of = { method: 'POST', headers: bearer(key) } as const;
    await app.inject({
      ...of,
      url: '/api/v2/pub/application/reassign?orgId=7',
      payload: { ApplicationId: 1, PrimaryAgent: { UserId: key === given ? ada.userId : mia.userId } },
    });
    const line = { UserId: org.user('ben').guid, ManagerId: mia.guid };
    await app.inject({
      ...of,
      url: '/v2/UserManagement.svc/UpdateReportingManagerInBulk',
      payload: [line],
    });
    const made = await callAs(key, 'POST', '/api/v1/requests?plan=true', {
      kind: 'reassign',
      leads: [1],
      to,
    });
    assert.equal(made.json().keyMadeBy?.userId, key === given ? mia.userId : undefined, made.body);
    await callAs(key, 'PATCH', '/api/v1/org', { leadsquaredCalls: key === given ? 26 : 27 });
  }
  const tell = async <Item>(url: string): Promise<Item[]> => (await callAs(own, 'GET', url)).json().items;
  type Asked = { origin: string; keyMadeBy: { name: string } | null; fromRequest: Asked };
  const requests = await tell<Asked>(`/api/v1/requests?by=${ada.userId}&limit=6`);
  assert.deepEqual(
    requests.map(({ origin, keyMadeBy }) => [origin, keyMadeBy?.name ?? null]),
    ['api', 'leadsquared', 'insellerate']
      .flatMap((origin) => [[origin, null]])
      .concat(['api', 'leadsquared', 'insellerate'].map((origin) => [origin, mia.name])),
  );
  const history = await tell<Asked>('/api/v1/leads/1/history');
  const makers = history.map(({ fromRequest }) => fromRequest.keyMadeBy?.name);
  assert.deepEqual(new Set(makers), new Set([undefined, mia.name]));
  const trail = await tell<Asked>('/api/v1/audit-events?what=setting-changed&limit=2');
  assert.deepEqual(
    trail.map(({ keyMadeBy }) => keyMadeBy?.name),
    [undefined, mia.name],
  );
  for (const list of [`requests.csv?by=${ada.userId}`, 'leads/1/history.csv', 'audit-events.csv']) {
    assert.match(
      (await callAs(own, 'GET', `/api/v1/${list}`)).body,
      new RegExp(`key_made_by[^]*${mia.email}`),
      list,
    );
  }
  assert.equal(
    wordAskedBy({ requestedBy: ada, keyMadeBy: mia }),
    `${ada.name} with a key made by ${mia.name}`,
  );
});

test('a secret is known by its prefix and checksum, and one token carries both keys on every face', async () => {
  const key = await make();
  assert.ok(looksLikeSecret(key.secretKey));
  for (const place of [3, 10, 30, key.secretKey.length - 1]) {
    const wrong = key.secretKey[place] === '0' ? '1' : '0';
    assert.ok(!looksLikeSecret(key.secretKey.slice(0, place) + wrong + key.secretKey.slice(place + 1)));
  }
  for (const url of [
    '/api/v1/session',
    '/api/integration/GetUsers?orgId=7',
    '/v2/UserManagement.svc/Users.Get',
  ]) {
    for (const accessKey of [key.accessKey, key.accessKey.replace('$', '%24')]) {
      const authorization = `bearer ${accessKey}.${key.secretKey}`;
      assert.equal((await app.inject({ url, headers: { authorization } })).statusCode, 200, url);
    }
    const authorization = `Bearer ${key.accessKey}.${key.secretKey}0`;
    assert.equal((await app.inject({ url, headers: { authorization } })).statusCode, 401, url);
  }
});
