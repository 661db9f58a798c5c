import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditPage } from '../../src/client/client.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { inGate } from '../../src/database/gate.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { aLink, call, letIn } from '../support/sign-in.ts';
import { useWorld } from '../support/use-world.ts';

const password = 'a long enough passphrase';

let other: Organisation<'zed' | 'yan'>;

const world = useWorld(
  {
    orgId: 7,
    users: {
      ada: { accessRole: 'administrator', reports: ['mia'] },
      mia: { accessRole: 'manager', reports: ['ben'] },
      ben: { accessRole: 'agent' },
      eve: { accessRole: 'agent' },
      zed: { accessRole: 'agent' },
      gus: { accessRole: 'agent', isActive: false },
    },
    leads: { 1: ['ben'] },
  },
  async () => {
    other = await anOrganisation(world.database, { orgId: 8, users: { zed: {}, yan: {} } });
  },
);
const signIn = (email: string, secret: string, more: { orgId?: number; from?: string } = {}) => {
  const { from, ...rest } = more;
  return call(world.app, 'POST', '/api/v1/session', {
    body: { email, password: secret, ...rest },
    ...(from ? { from } : {}),
  });
};

const show = (headers: Record<string, string>) => call(world.app, 'GET', '/api/v1/session', { headers });

test('a sign-in link sets a password once, and signs in', async () => {
  const { email } = world.user('ada');
  const token = await aLink(world.database, 7, email);
  const body = { token, password };
  const [first, second] = await Promise.all(
    [0, 1].map(() => call(world.app, 'POST', '/api/v1/first-sign-in', { body })),
  );
  assert.deepEqual([first?.status, second?.status].sort(), [200, 401]);
  const [done, refused] = first?.status === 200 ? [first, second] : [second, first];
  assert.equal(refused?.code, 'sign-in-link-invalid');
  const [set = '', device] = [done?.headers['set-cookie']].flat().map(String);
  assert.match(set, /^baton-session=7\.[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
  assert.match(
    String(device),
    /^baton-device=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  const { org, user, version } = JSON.parse(String(done?.text));
  assert.deepEqual(org, { orgId: 7, name: 'Organisation 7' });
  assert.deepEqual(user, { userId: 101, email, name: 'Ada Example', accessRole: 'administrator' });
  assert.match(version, /^\d+\.\d+\.\d+/);
  assert.equal((await call(world.app, 'POST', '/api/v1/first-sign-in', { body })).status, 401);
});

test('a newer link, time and the end of the account end a link', async () => {
  const { email } = world.user('eve');
  const spoilt = [await aLink(world.database, 7, email)];
  spoilt.push(await aLink(world.database, 7, email));
  await inGate(world.database, 7, async (tx) =>
    tx.write({
      text: `update sign_in_link set expires_at = clock_timestamp() where user_id = $1 and ended_at is null`,
      values: [world.idOf('eve')],
    }),
  );
  spoilt.push('7.aaaa', `8.${spoilt[0]?.slice(2)}`, '', '99999999999.x');
  for (const token of spoilt) {
    const answer = await call(world.app, 'POST', '/api/v1/first-sign-in', { body: { token, password } });
    assert.equal(answer.code, 'sign-in-link-invalid', token);
  }
});

test('weak passwords are refused, and use no link up', async () => {
  const { email } = world.user('mia');
  const token = await aLink(world.database, 7, email);
  for (const weak of [
    'short',
    'aaaaaaaaaaaaaaaa',
    email,
    `${email}!!`,
    'P@ssw0rd1234!',
    'x'.repeat(257),
    'with a \u0000 in it',
  ]) {
    const answer = await call(world.app, 'POST', '/api/v1/first-sign-in', {
      body: { token, password: weak },
    });
    assert.equal(answer.code, 'invalid-input', weak);
  }
  const answer = await call(world.app, 'POST', '/api/v1/first-sign-in', { body: { token, password } });
  assert.equal(answer.status, 200);
});

test('who signed in is who they are on /api/v1, with the access role they have, and not on the vendors’ faces', async () => {
  const mia = await letIn(world.app, world.database, { orgId: 7, email: world.user('mia').email, password });
  const shown = await show(mia);
  assert.equal(JSON.parse(shown.text).user.userId, world.idOf('mia'));
  const users = await call(world.app, 'GET', '/api/v1/users', { headers: mia });
  assert.deepEqual(
    JSON.parse(users.text).items.map(({ userId }: { userId: number }) => userId),
    [world.idOf('mia'), world.idOf('ben')],
  );
  for (const path of ['/v2/UserManagement.svc/Users.Get', '/api/integration/GetUsers?orgId=7']) {
    assert.equal((await call(world.app, 'GET', path, { headers: mia })).status, 401, path);
  }
});

test('keys win over a session, and bad keys are not mended by it', async () => {
  const mia = await letIn(world.app, world.database, { orgId: 7, email: world.user('mia').email, password });
  const keys = await world.signIn('ben');
  assert.equal(JSON.parse((await show({ ...mia, ...keys })).text).user.userId, world.idOf('ben'));
  const bad = { ...mia, ...keys, 'x-lsq-secretkey': 'f'.repeat(40) };
  assert.equal((await show(bad)).code, 'credentials-invalid');
});

test('without a session, with a broken one and after signing out it is 401', async () => {
  const { email } = world.user('mia');
  const { cookie } = await letIn(world.app, world.database, { orgId: 7, email, password });
  assert.equal((await show({})).code, 'credentials-missing');
  for (const broken of ['x', `${cookie.slice('baton-session='.length)}x`, '', '8.x', `7.${'a'.repeat(43)}`]) {
    assert.equal((await show({ cookie: `baton-session=${broken}` })).code, 'session-ended', broken);
  }
  const out = await call(world.app, 'DELETE', '/api/v1/session', { headers: { cookie } });
  assert.equal(out.status, 204);
  assert.equal(out.text, '');
  assert.match(String(out.headers['set-cookie']), /^baton-session=; Max-Age=0; /);
  assert.equal((await show({ cookie })).code, 'session-ended');
});

test('signing out everywhere ends every session of the user and of nobody else', async () => {
  const { email } = world.user('mia');
  const ben = await letIn(world.app, world.database, { orgId: 7, email: world.user('ben').email, password });
  const one = await letIn(world.app, world.database, { orgId: 7, email, password });
  const two = await signIn(email, password);
  assert.ok(two.cookie);
  const out = await call(world.app, 'DELETE', '/api/v1/sessions', { headers: one });
  assert.deepEqual(JSON.parse(out.text), { ended: 2 });
  assert.equal((await show(one)).status, 401);
  assert.equal((await show({ cookie: two.cookie })).status, 401);
  assert.equal((await show(ben)).status, 200);
});

test('a session ends by idleness and by age', async () => {
  const { email, userId } = world.user('mia');
  for (const [column, ago] of [
    ['last_seen_at', '12 hours'],
    ['expires_at', '0 hours'],
  ] as const) {
    const mia = await letIn(world.app, world.database, { orgId: 7, email, password });
    assert.equal((await show(mia)).status, 200);
    await inGate(world.database, 7, async (tx) =>
      tx.write({
        text: `update session set ${column} = clock_timestamp() - $2::interval where user_id = $1`,
        values: [userId, ago],
      }),
    );
    assert.equal((await show(mia)).code, 'session-ended', column);
  }
});

test('a session in use does not go idle', async () => {
  const { email, userId } = world.user('mia');
  const mia = await letIn(world.app, world.database, { orgId: 7, email, password });
  const makeOld = () =>
    inGate(world.database, 7, async (tx) =>
      tx.write({
        text: `update session set last_seen_at = last_seen_at - interval '7 hours' where user_id = $1`,
        values: [userId],
      }),
    );
  for (let times = 0; times < 3; times += 1) {
    await makeOld();
    assert.equal((await show(mia)).status, 200);
  }
});

test('the end of an account ends its sessions and links at once, and its return brings none of them back', async () => {
  const { email, userId } = world.user('eve');
  const eve = await letIn(world.app, world.database, { orgId: 7, email, password });
  const token = await aLink(world.database, 7, email);
  const ada = await world.signIn('ada');
  const offboarding = await call(world.app, 'POST', '/api/v1/requests', {
    headers: ada,
    body: { kind: 'offboard', user: { userId } },
  });
  const { requestId } = JSON.parse(offboarding.text);
  await runRequest(world.database, 7, requestId);
  assert.equal((await show(eve)).code, 'session-ended');
  const undo = await call(world.app, 'POST', `/api/v1/requests/${requestId}/undo`, { headers: ada });
  await runRequest(world.database, 7, JSON.parse(undo.text).requestId);
  assert.equal((await show(eve)).code, 'session-ended');
  const used = await call(world.app, 'POST', '/api/v1/first-sign-in', { body: { token, password } });
  assert.equal(used.code, 'sign-in-link-invalid');
  const back = await signIn(email, password);
  assert.equal(back.status, 200, 'the account is back, and so is its password');
  await deactivateUser(world.database, 7, email);
  assert.equal((await show({ cookie: back.cookie ?? '' })).code, 'session-ended');
  assert.equal((await signIn(email, password)).code, 'sign-in-failed');
});

test('an unknown e-mail, an inactive user, one without a password and a wrong password are told apart by nothing', async () => {
  await letIn(world.app, world.database, { orgId: 7, email: world.user('ben').email, password });
  const emails = [
    'nobody@org7.example',
    world.user('gus').email,
    world.user('zed').email,
    world.user('ben').email,
  ];
  const told = await Promise.all(
    emails.map(async (email, place) => {
      const { status, text, headers } = await signIn(email, `${password}?`, { from: `198.51.100.${place}` });
      const { instance: _, ...rest } = JSON.parse(text);
      return { status, rest, names: Object.keys(headers).sort() };
    }),
  );
  for (const each of told) assert.deepEqual(each, told[0]);
  assert.equal(told[0]?.rest.code, 'sign-in-failed');
});

test('an e-mail is known in any letter case', async () => {
  const { email } = world.user('ben');
  await letIn(world.app, world.database, { orgId: 7, email, password });
  assert.equal((await signIn(email.toUpperCase(), password)).status, 200);
});

test('a password that fits in several organisations asks for one, and one that fits in one does not', async () => {
  const email = 'zed@everywhere.example';
  for (const { orgId, userId } of [
    { orgId: 7, userId: world.idOf('zed') },
    { orgId: 8, userId: other.user('zed').userId },
  ]) {
    await inOrg(world.database, orgId, async (tx) =>
      tx.write({
        text: 'update org_user set email = $3, email_key = $3 where org_id = $1 and user_id = $2',
        values: [orgId, userId, email],
      }),
    );
  }
  await letIn(world.app, world.database, { orgId: 7, email, password });
  assert.equal(JSON.parse((await signIn(email, password)).text).org.orgId, 7);
  await letIn(world.app, world.database, { orgId: 8, email, password });
  const asked = await signIn(email, password);
  assert.equal(asked.status, 409);
  assert.equal(asked.code, 'organisation-ambiguous');
  assert.equal(asked.cookie, undefined);
  assert.deepEqual(JSON.parse(asked.text).organisations, [
    { orgId: 7, name: 'Organisation 7' },
    { orgId: 8, name: 'Organisation 8' },
  ]);
  const chosen = await signIn(email, password, { orgId: 8 });
  assert.equal(JSON.parse(chosen.text).org.orgId, 8);
  assert.equal((await signIn(email, password, { orgId: 9 })).code, 'sign-in-failed');
  await letIn(world.app, world.database, { orgId: 8, email, password: `${password} of eight` });
  assert.equal(JSON.parse((await signIn(email, password)).text).org.orgId, 7);
});

test('after five failures from one address an account waits there, longer each time; elsewhere it does not', async () => {
  for (const email of [world.user('ben').email, 'nobody@org7.example']) {
    const from = email.startsWith('ben') ? '203.0.113.1' : '203.0.113.2';
    const tries = await Promise.all(
      Array.from({ length: 12 }, () => signIn(email, 'wrong wrong wrong', { from })),
    );
    const refused = tries.filter(({ status }) => status === 429);
    assert.ok(refused.length >= 4, `only ${refused.length} of 12 at once were refused`);
    assert.ok(tries.filter(({ status }) => status === 401).length >= 5);
    for (const { code, headers } of refused) {
      assert.equal(code, 'too-many-attempts');
      assert.match(String(headers['retry-after']), /^\d+$/);
    }
    assert.equal(
      (await signIn(email, password, { from: '203.0.113.99' })).status,
      email.startsWith('ben') ? 200 : 401,
    );
  }
});

test('a session that changes something must come from a page of this server', async () => {
  const { email } = world.user('ada');
  const { cookie } = await letIn(world.app, world.database, { orgId: 7, email, password });
  const change = async (headers: Record<string, string>) => {
    const answer = await world.app.inject({
      method: 'PATCH',
      url: '/api/v1/org',
      headers: { host: 'baton.example:4800', cookie, ...headers },
      payload: { leadsquaredCalls: 25 },
    });
    return answer.statusCode;
  };
  const good = [
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://baton.example:4800' },
    { 'baton-csrf': '1' },
    { 'baton-csrf': '1', 'sec-fetch-site': 'same-origin', origin: 'http://baton.example:4800' },
  ];
  const bad = [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': 'cross-site', 'baton-csrf': '1' },
    { origin: 'http://evil.example' },
    { origin: 'http://baton.example' },
    { origin: 'null' },
    { origin: 'http://evil.example', 'baton-csrf': '1' },
    { 'baton-csrf': '0' },
  ];
  for (const headers of good) assert.equal(await change({ ...headers }), 200, JSON.stringify(headers));
  for (const headers of bad) assert.equal(await change({ ...headers }), 403, JSON.stringify(headers));
  const keys = await world.signIn('ada');
  assert.equal(await change({ ...keys, 'sec-fetch-site': 'cross-site' }), 200, 'keys need no such thing');
});

test('a page of another site can sign nobody in', async () => {
  const headers = { 'sec-fetch-site': 'cross-site' };
  const body = { email: world.user('ben').email, password };
  assert.equal((await call(world.app, 'POST', '/api/v1/session', { headers, body })).code, 'other-site');
  const token = await aLink(world.database, 7, world.user('ben').email);
  const first = await call(world.app, 'POST', '/api/v1/first-sign-in', {
    headers,
    body: { token, password },
  });
  assert.equal(first.code, 'other-site');
});

test('over https the cookie is for this host alone and never sent in the clear', async () => {
  const { email } = world.user('ben');
  await letIn(world.app, world.database, { orgId: 7, email, password });
  const headers = { 'x-forwarded-proto': 'https' };
  const answer = await call(world.app, 'POST', '/api/v1/session', { headers, body: { email, password } });
  const set = [answer.headers['set-cookie']].flat().map(String);
  assert.match(String(set[0]), /^__Host-baton-session=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  assert.match(String(set[1]), /^__Host-baton-device=.*; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  const { cookie = '' } = answer;
  assert.equal((await show({ cookie, ...headers })).status, 200);
  assert.equal(
    (await show({ cookie: cookie.replace('__Host-', ''), ...headers })).code,
    'credentials-missing',
  );
});

test('a changed password needs the current one, and ends all other sessions', async () => {
  const { email } = world.user('mia');
  const one = await letIn(world.app, world.database, { orgId: 7, email, password });
  const two = await signIn(email, password);
  const change = (current: string, next: string) =>
    call(world.app, 'POST', '/api/v1/session/password', { headers: one, body: { current, next } });
  const wrong = await change(`${password}?`, 'another long passphrase');
  assert.equal(wrong.code, 'password-wrong');
  assert.equal((await change(password, email)).code, 'invalid-input');
  assert.equal((await change(password, 'another long passphrase')).status, 204);
  assert.equal((await show(one)).status, 200);
  assert.equal((await show({ cookie: two.cookie ?? '' })).status, 401);
  assert.equal((await signIn(email, password)).code, 'sign-in-failed');
  assert.equal((await signIn(email, 'another long passphrase')).status, 200);
});

test('a changed password ends sessions and access keys as far as it is told to', async () => {
  const { email, userId } = world.user('mia');
  const one = await letIn(world.app, world.database, { orgId: 7, email, password });
  const two = { cookie: (await signIn(email, password)).cookie ?? '' };
  const keys = await world.signIn('mia');
  const next = 'the next long passphrase';
  const change = (body: object) =>
    call(world.app, 'POST', '/api/v1/session/password', {
      headers: one,
      body: { current: password, next, ...body },
    });
  assert.equal((await change({ endSessions: false })).status, 204);
  assert.deepEqual([(await show(two)).status, (await show(keys)).status], [200, 200]);
  assert.equal((await change({ current: next, next: password, endKeys: true })).status, 204);
  assert.deepEqual([(await show(one)).status, (await show(two)).status], [200, 401]);
  assert.equal((await show(keys)).code, 'credentials-invalid');
  const tell = async (what: string) => (await readTrail(`what=${what}&user=${userId}&limit=1`))[0]?.detail;
  assert.equal(await tell('password-changed'), 'ended 1 other session and 1 access key');
  assert.equal(await tell('key-revoked'), keys['x-lsq-accesskey']);
});

test('whoever signed in says the password again where somebody is let in, or let in by less; a key needs none, and what comes is checked', async () => {
  const { email, userId } = world.user('ada');
  const ada = await letIn(world.app, world.database, { orgId: 7, email, password });
  const keys = await world.signIn('ada');
  const ben = `users/${world.idOf('ben')}`;
  const key = `keys/${(await world.signIn('ben'))['x-lsq-accesskey']}`;
  for (const [method, path, asked, what, done] of [
    ['POST', `${ben}/keys`, {}, 'Making an access key', 201],
    ['POST', `${ben}/sign-in-link`, {}, 'Making a sign-in link', 201],
    ['PATCH', key, { expiresAt: null }, 'Changing when an access key ends', 204],
    ['DELETE', `${ben}/second-factor`, {}, 'Removing the second factor of others', 409],
  ] as const) {
    const make = (headers: Record<string, string>, body = {}) =>
      call(world.app, method, `/api/v1/${path}`, { headers, body: { ...asked, ...body } });
    const before = await countWaysIn();
    const missing = await make(ada);
    assert.deepEqual([missing.status, missing.code], [400, 'member-missing'], missing.text);
    assert.match(missing.text, /needs your password again/);
    for (const headers of [ada, keys]) {
      const wrong = await make(headers, { password: `${password}?` });
      assert.deepEqual([wrong.status, wrong.code], [403, 'password-wrong'], wrong.text);
    }
    assert.equal(await countWaysIn(), before, 'nothing was made');
    const [told] = await readTrail(`what=password-wrong&user=${userId}&limit=1`);
    assert.equal(told?.detail, what);
    assert.equal((await make(ada, { password })).status, done);
    assert.equal((await make(keys)).status, done);
  }
});

test('guesses of the current password are counted, too', async () => {
  const { email } = world.user('ben');
  const ben = await letIn(world.app, world.database, { orgId: 7, email, password });
  // At once, for whoever guesses slowly need not wait.
  const guesses = Array.from({ length: 6 }, () =>
    call(world.app, 'POST', '/api/v1/session/password', {
      headers: ben,
      body: { current: 'wrong wrong wrong', next: 'another long passphrase' },
      from: '203.0.113.5',
    }),
  );
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  assert.deepEqual(statuses.sort(), [403, 403, 403, 403, 403, 429]);
});

async function readTrail(query: string): Promise<AuditPage['items']> {
  const answer = await call(world.app, 'GET', `/api/v1/audit-events?${query}`, {
    headers: await world.signIn('ada'),
  });
  assert.equal(answer.status, 200, answer.text);
  return JSON.parse(answer.text).items;
}

async function countWaysIn(): Promise<number> {
  const [row] = await inOrg(world.database, 7, (tx) =>
    tx.read<{ ways: number }>({
      text: 'select (select count(*) from access_key) + (select count(*) from sign_in_link) as ways',
      values: [],
    }),
  );
  return row?.ways ?? 0;
}

test('administrators hand out sign-in links, others do not', async () => {
  const ada = await letIn(world.app, world.database, { orgId: 7, email: world.user('ada').email, password });
  const path = `/api/v1/users/${world.idOf('ben')}/sign-in-link`;
  const proof = { headers: ada, body: { password } };
  const made = await call(world.app, 'POST', path, proof);
  assert.equal(made.status, 201);
  const link = JSON.parse(made.text);
  const days = (Date.parse(link.expiresAt) - Date.now()) / 86_400_000;
  assert.ok(days > 2.9 && days <= 3);
  const token = String(link.path).replace('/first-sign-in#', '');
  const body = { token, password: 'the third long passphrase' };
  const before = await letIn(world.app, world.database, {
    orgId: 7,
    email: world.user('eve').email,
    password,
  }).catch(() => undefined);
  assert.equal(before, undefined, 'eve has left');
  const entered = await call(world.app, 'POST', '/api/v1/first-sign-in', { body });
  assert.equal(JSON.parse(entered.text).user.userId, world.idOf('ben'));
  const gone = await call(world.app, 'POST', `/api/v1/users/${world.idOf('gus')}/sign-in-link`, proof);
  assert.equal(gone.code, 'user-inactive');
  const unknown = await call(world.app, 'POST', '/api/v1/users/99999999999/sign-in-link', proof);
  assert.equal(unknown.code, 'user-not-found');
});

test('administrators make, list and revoke keys of their organisation', async () => {
  const ada = await letIn(world.app, world.database, { orgId: 7, email: world.user('ada').email, password });
  const path = `/api/v1/users/${world.idOf('zed')}/keys`;
  const proof = { headers: ada, body: { password } };
  const made = await Promise.all([0, 1, 2].map(() => call(world.app, 'POST', path, proof)));
  const [first] = made.map(({ text }) => JSON.parse(text));
  const keys = { 'x-lsq-accesskey': first.accessKey, 'x-lsq-secretkey': first.secretKey };
  assert.equal(JSON.parse((await show(keys)).text).user.userId, world.idOf('zed'));
  const revoke = () =>
    call(world.app, 'DELETE', `/api/v1/keys/${encodeURIComponent(first.accessKey)}`, { headers: ada });
  assert.equal((await revoke()).status, 204);
  assert.equal((await revoke()).code, 'key-not-found');
  assert.equal((await show(keys)).code, 'credentials-invalid');
  const seen: { accessKey: string; revokedAt: string | null }[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const query: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
    const page = JSON.parse((await call(world.app, 'GET', `${path}?limit=2${query}`, { headers: ada })).text);
    seen.push(...page.items);
    after = page.next;
  }
  assert.equal(seen.length, 3);
  assert.deepEqual(
    seen.filter(({ revokedAt }) => revokedAt !== null).map(({ accessKey }) => accessKey),
    [first.accessKey],
  );
  const all = await call(world.app, 'GET', '/api/v1/keys?limit=3', { headers: ada });
  const listed: { accessKey: string; user: { userId: number } }[] = JSON.parse(all.text).items;
  assert.deepEqual(
    listed.map(({ accessKey, user }) => [accessKey, user.userId]),
    seen.map(({ accessKey }) => [accessKey, world.idOf('zed')]),
  );
  assert.ok(!all.text.includes(first.secretKey));
  const theirs = await other.signIn('yan');
  const foreign = await call(
    world.app,
    'DELETE',
    `/api/v1/keys/${theirs['x-lsq-accesskey'].replace('$', '%24')}`,
    {
      headers: ada,
    },
  );
  assert.equal(foreign.code, 'key-not-found');
  assert.equal((await show(theirs)).status, 200);
});

test('the organisation is shown to all and changed by administrators, member by member', async () => {
  const ada = await letIn(world.app, world.database, { orgId: 7, email: world.user('ada').email, password });
  const change = (body: object) => call(world.app, 'PATCH', '/api/v1/org', { headers: ada, body });
  assert.deepEqual(JSON.parse((await change({ name: ' Acme Homes ' })).text), {
    orgId: 7,
    name: 'Acme Homes',
    leadsquaredCalls: 25,
    mayRemove: 'administrators',
  });
  assert.equal(JSON.parse((await change({ leadsquaredCalls: 40 })).text).name, 'Acme Homes');
  for (const bad of [{}, { name: ' ' }, { leadsquaredCalls: 0 }, { orgId: 8 }]) {
    assert.equal((await change(bad)).code, 'invalid-input', JSON.stringify(bad));
  }
  const shown = await call(world.app, 'GET', '/api/v1/org', { headers: await world.signIn('ben') });
  assert.deepEqual(JSON.parse(shown.text), {
    orgId: 7,
    name: 'Acme Homes',
    leadsquaredCalls: 40,
    mayRemove: 'administrators',
  });
});

test('a session is kept as a hash alone', async () => {
  const { cookie } = await letIn(world.app, world.database, {
    orgId: 7,
    email: world.user('ada').email,
    password,
  });
  const token = cookie.slice('baton-session='.length);
  const rows = await inGate(world.database, 7, (tx) =>
    tx.read<{ row: string }>({
      text: `select s::text as row from session s union all select l::text from sign_in_link l
        union all select p::text from password p`,
      values: [],
    }),
  );
  assert.ok(rows.length > 5);
  for (const { row } of rows) {
    for (const secret of [token, Buffer.from(token).toString('hex'), Buffer.from(password).toString('hex')]) {
      assert.ok(!row.includes(secret));
    }
  }
});

test('a password stays when the address changes, and is told by the new one', async () => {
  const { email } = world.user('mia');
  const token = await aLink(world.database, 7, email);
  assert.equal(
    (await call(world.app, 'POST', '/api/v1/first-sign-in', { body: { token, password } })).status,
    200,
  );
  const ada = world.as('ada');
  const { requestId } = await ada.users.change(world.idOf('mia'), { email: 'mia.new@org7.example' });
  assert.equal((await signIn(email, password, { orgId: 7 })).status, 401);
  assert.equal((await signIn('mia.new@org7.example', 'another passphrase')).status, 401);
  const back = await signIn('Mia.New@org7.example', password);
  assert.equal(back.status, 200);
  const next = 'quite another passphrase';
  const changed = await call(world.app, 'POST', '/api/v1/session/password', {
    headers: { cookie: back.cookie ?? '' },
    body: { current: password, next },
  });
  assert.equal(changed.status, 204, changed.text);
  assert.equal((await signIn('mia.new@org7.example', next)).status, 200);
  await ada.undo(requestId ?? 0);
  assert.equal((await signIn(email, next, { orgId: 7 })).status, 200);
});
