// Everything that Baton writes down in a whole run at its most talkative, searched for keys.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { Secret, TOTP } from 'otpauth';
import { closeDatabase, openDatabase } from '../../src/database/database.ts';
import { anOrganisation } from '../support/an-organisation.ts';
import { type Answer, type Call, callServer, postJson, readJson, sendBytes } from '../support/call-server.ts';
import { aDataFolder, type TestDataFolder } from '../support/data-folder.ts';
import { deactivateUser } from '../support/deactivate-user.ts';
import { buildCall, type Ids } from '../support/good-calls.ts';
import { listOperations } from '../support/operations.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { aLink } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

interface Keys {
  accessKey: string;
  secretKey: string;
}

let folder: TestDataFolder;
let server: ServedProgram;
let ids: Ids;
let good: Keys;
/** All that were ever sent: in force, of somebody who left, with a wrong secret, of nobody. */
let sent: Keys[];
/** Somebody who signs in. */
const dan = 'dan@org9.example';
let link: string;
const password = 'bad5ec4e7 right passphrase';
/** All that callers were told. */
const told: string[] = [];
/** What lists of keys answered: the keys, and never a secret. */
const listed: string[] = [];

before(async () => {
  folder = await aDataFolder();
  server = await serveProgram(['--data-dir', folder.path, '--log-level', 'trace']);
  const database = openDatabase({
    url: await folder.findUrl(),
    connections: 2,
    plannedFor: 'sets',
    onTrouble: () => {},
  });
  const org = await anOrganisation(database, {
    orgId: 9,
    users: { ada: { accessRole: 'administrator', reports: ['ben'] }, ben: {}, eve: {}, dan: {} },
    leads: { 1001: ['ben'] },
  });
  good = toKeys(await org.signIn('ada'));
  const left = toKeys(await org.signIn('eve'));
  await deactivateUser(database, 9, org.user('eve').email);
  ids = {
    ...org.user('ben'),
    orgId: 9,
    leadId: 1001,
    requestId: org.requestId,
    accessKey: toKeys(await org.signIn('ben')).accessKey,
  };
  link = await aLink(database, 9, dan);
  sent = [
    good,
    left,
    { accessKey: good.accessKey, secretKey: 'bad5ec4e7bad5ec4e7bad5ec4e7bad5ec4e7aaaa' },
    { accessKey: 'u$r9.bad0acce55bad0acce55bad0', secretKey: 'bad5ec4e7bad5ec4e7bad5ec4e7bad5ec4e7bbbb' },
    { accessKey: "no key 'at all' bad0acce55", secretKey: 'no secret bad5ec4e7 at all' },
  ];
  await closeDatabase(database);
});
after(async () => {
  await server.kill();
  await folder.remove();
});

/** What somebody signs in by, right and wrong, and what they hold then; made in the test that signs in. */
const people: string[] = [];

function toKeys(headers: Record<string, string>): Keys {
  return { accessKey: headers['x-lsq-accesskey'] ?? '', secretKey: headers['x-lsq-secretkey'] ?? '' };
}

/** The same call with the keys sent in every way there is. */
function inEveryWay(call: Call, { accessKey, secretKey }: Keys): Call[] {
  const { headers, path } = call;
  const join = path.includes('?') ? '&' : '?';
  const raw = `accessKey=${accessKey.replaceAll(' ', '+')}&secretKey=${secretKey.replaceAll(' ', '+')}`;
  const escaped = new URLSearchParams({ ACCESSKEY: accessKey, SecretKey: secretKey });
  const basic = Buffer.from(`${accessKey}:${secretKey}`).toString('base64');
  return [
    { ...call, path: `${path}${join}${raw}` },
    { ...call, path: `${path}${join}${escaped}` },
    { ...call, headers: { ...headers, 'x-lsq-accesskey': accessKey, 'x-lsq-secretkey': secretKey } },
    { ...call, headers: { ...headers, authorization: `Basic ${basic}` } },
  ];
}

/** What goes wrong in other ways than by its keys. */
function listBroken(): Call[] {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } };
  return [
    { path: '/api/v1/users%zz' },
    { path: '/v2/UserManagement.svc/Users.Get/%ff?x=%zz' },
    { path: `/api/v1/users/${'9'.repeat(300)}` },
    { path: '/nothing/here' },
    { path: '/api/v1/users?limit=none' },
    { path: '/api/v1/users?limit=1&secretkey=x&secretKey[]=y' },
    { method: 'PUT', path: '/api/v2/pub/application/reassign?orgId=9' },
    { ...post, path: '/api/v2/pub/application/reassign?orgId=9', body: '{' },
    { ...post, path: '/api/v2/pub/application/reassign?orgId=10', body: '{}' },
    {
      ...post,
      path: '/v2/UserManagement.svc/UpdateReportingManagerInBulk',
      body: Buffer.alloc(1_100_000, 0x20),
    },
    {
      method: 'POST',
      path: '/api/integration/AssignUser?applicationId=1',
      body: 'x',
      headers: { 'content-type': 'x/y' },
    },
    { path: '/docs' },
    { path: '/metrics' },
  ];
}

/** Bytes that are no HTTP, with keys in them. */
function listBytes({ accessKey, secretKey }: Keys): string[] {
  const query = `accessKey=${encodeURIComponent(accessKey)}&secretKey=${encodeURIComponent(secretKey)}`;
  const headers = `host: baton\r\nx-lsq-accesskey: ${accessKey}\r\nx-lsq-secretkey: ${secretKey}\r\n`;
  return [
    `GET /api/v1/users?${query}&q=a b HTTP/1.1\r\n${headers}\r\n`,
    `GET /api/v1/users?${query} HTTP/7.7\r\n${headers}\r\n`,
    `GET /api/v1/users?${query} HTTP/1.1\r\n${headers}broken\r\n\r\n`,
    `GET /api/v1/users?${query} HTTP/1.1\r\n${headers}x: ${'x'.repeat(50_000)}\r\n\r\n`,
    `POST /api/v1/requests?${query} HTTP/1.1\r\n${headers}content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n`,
    `GET /api/v1/users%3F${query} HTTP/1.1\r\n${headers}connection: close\r\n\r\n`,
  ];
}

/** Gives the answer, which may well not come. */
async function call(one: Call): Promise<Answer | undefined> {
  const answer = await callServer(server.address, one).catch(() => undefined);
  // Lists of keys name them, and so does the trail, without their secrets: that is what they are for.
  const names = /^\/api\/v1\/((users\/[^/]+\/)?keys|audit-events)/i.test(one.path) && answer?.status === 200;
  if (answer && !names) told.push(`${JSON.stringify(answer.headers)}\n${answer.text}`);
  if (answer && names) listed.push(answer.text);
  return answer;
}

test('calls of every kind are made, with good keys and bad ones sent in every way', async () => {
  const calls = (await listOperations(server.address)).map((operation) => buildCall(operation, () => ids));
  const statuses = new Set<number | undefined>();
  for (const keys of sent) {
    for (const one of [...calls, ...listBroken()]) {
      const answers = await Promise.all(inEveryWay(one, keys).map(call));
      for (const answer of answers) statuses.add(answer?.status);
    }
    for (const bytes of listBytes(keys)) told.push(await sendBytes(server.address, bytes, 500));
  }
  for (const status of [200, 400, 401, 404, 413, 429])
    assert.ok(statuses.has(status), `nothing answered ${status}`);
});

test('somebody signs in by a link and by a password, and calls of every kind are made with their session', async () => {
  const wrong = 'bad5ec4e7 wrong passphrase';
  const post = (path: string, body: object) => callServer(server.address, postJson(path, {}, body));
  const first = await post('/api/v1/first-sign-in', { token: link, password });
  const again = await post('/api/v1/session', { email: dan, password });
  const refused = [
    await post('/api/v1/session', { email: dan, password: wrong }),
    await post('/api/v1/first-sign-in', { token: link, password: wrong }),
    await post('/api/v1/first-sign-in', { token: `${link}?`, password: [wrong] }),
    await post('/api/v1/session', { email: dan, password: { wrong }, [wrong]: link }),
  ];
  assert.deepEqual(
    [first, again, ...refused].map(({ status }) => status),
    [200, 200, 401, 401, 400, 400],
  );
  for (const { text } of [first, again, ...refused.slice(0, 3)]) told.push(text);
  const cookies = [first, again].flatMap(({ headers }) =>
    Array.from(String(headers['set-cookie']).matchAll(/(baton-\w+)=([^;]+);/g)),
  );
  people.push(password, wrong, link, ...cookies.map(([, , token = '']) => token));
  const [cookie] = cookies.map(([, name, token]) => `${name}=${token}`);
  assert.ok(cookie);
  people.push(...(await setUpSecondFactor({ cookie, 'baton-csrf': '1' })));
  for (const one of [
    ...(await listOperations(server.address)).map((each) => buildCall(each, () => ids)),
    ...listBroken(),
  ]) {
    if (one.method === 'DELETE') continue; // it would end the session
    await call({ ...one, headers: { ...one.headers, cookie, 'baton-csrf': '1' } });
  }
  assert.equal((await call({ path: '/api/v1/session', headers: { cookie } }))?.status, 200);
});

/** The secret of an app, and a recovery code. */
async function setUpSecondFactor(headers: Record<string, string>): Promise<string[]> {
  const post = async <Body>(path: string, body: object) =>
    readJson<Body>(
      await callServer(server.address, postJson(`/api/v1/session/second-factor${path}`, headers, body)),
    );
  const { secret } = await post<{ secret: string }>('', { password });
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  const { recoveryCodes } = await post<{ recoveryCodes: string[] }>('/confirm', { code });
  return [secret, ...recoveryCodes.slice(0, 1)];
}

test('calls are made while the database is away', async () => {
  const list = { path: '/api/v1/users' };
  const change = {
    method: 'POST',
    path: '/api/v2/pub/application/reassign?orgId=9',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ApplicationId: 1001, PrimaryAgent: { UserId: ids.userId } }),
  };
  const statuses: (number | undefined)[] = [];
  const calls = [list, change].flatMap((one) => inEveryWay(one, good));
  const isOver = () => statuses.includes(503) && statuses.at(-1) === 200;
  await folder.killPostgres();
  await until('the database is away and then back', async () => {
    const answers = await Promise.all(calls.map(call));
    statuses.push(...answers.map((answer) => answer?.status));
    return isOver();
  });
});

/** Every form in which a log may hold a text. */
function formsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  return [
    text,
    encodeURIComponent(text),
    new URLSearchParams({ x: text }).toString().slice(2),
    JSON.stringify(text).slice(1, -1),
    bytes.toString('hex'),
    bytes.toString('base64').replace(/=+$/, ''),
    [...bytes].join(','),
    [...bytes].join(', '),
  ];
}

function listSecrets(): string[] {
  const pairs = sent.map(({ accessKey, secretKey }) =>
    Buffer.from(`${accessKey}:${secretKey}`).toString('base64'),
  );
  const single = sent.flatMap(({ accessKey, secretKey }) => [...formsOf(accessKey), ...formsOf(secretKey)]);
  return [...new Set([...single, ...pairs, ...people.flatMap(formsOf)])];
}

function assertWithout(secrets: readonly string[], text: string, where: string): void {
  for (const secret of secrets) {
    const at = text.indexOf(secret);
    assert.ok(at < 0, `${where} holds ${secret}: ${text.slice(Math.max(at - 300, 0), at + 100)}`);
  }
}

test('no key is in the logs, in the metrics, or in anything that a caller was told', async () => {
  const metrics = await callServer(server.address, { path: '/metrics' });
  const output = server.output();
  assert.match(output, /"level":20/, 'the log is not at its most talkative');
  assert.ok(told.some((text) => /baton_http_call_seconds_count\{[^}]*status="401"/.test(text)));
  assert.ok(told.length > 500, `only ${told.length} answers`);
  const secrets = listSecrets();
  assertWithout(secrets, output, 'the log');
  assertWithout(secrets, metrics.text, '/metrics');
  for (const text of told) assertWithout(secrets, text, 'an answer');
  assert.ok(listed.length > 0, 'no list of keys was answered');
  for (const text of listed)
    assertWithout(
      sent.flatMap((keys) => formsOf(keys.secretKey)),
      text,
      'a list',
    );
  for (const name of (await readdir(folder.path)).filter((each) => each.startsWith('postgres.log'))) {
    assertWithout(secrets, await readFile(join(folder.path, name), 'utf8'), name);
  }
  assertWithout([await readFile(join(folder.path, 'postgres', 'baton-password'), 'utf8')], output, 'the log');
});

test('no secret is anywhere in the data folder, not even in what PostgreSQL keeps to recover', async () => {
  const search = (text: string) =>
    promisify(execFile)('grep', [
      '--recursive',
      '--files-with-matches',
      '--text',
      '--fixed-strings',
      text,
      folder.path,
    ]);
  assert.match((await search(good.accessKey)).stdout, /postgres/, 'the search finds nothing at all');
  for (const { secretKey } of sent) await assert.rejects(search(secretKey), { code: 1 });
  assert.equal(people.length, 9);
  for (const secret of people) await assert.rejects(search(secret), { code: 1 });
});
