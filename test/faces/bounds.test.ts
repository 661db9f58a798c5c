// What one caller, or one organisation, may keep open or send at once, and that others do not feel it.

import assert from 'node:assert/strict';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import { after, afterEach, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { anOrganisation, type CallHeaders } from '../support/an-organisation.ts';
import { buildApp } from '../support/build-app.ts';
import { until } from '../support/until.ts';
import { useDatabase } from '../support/use-world.ts';

let app: FastifyInstance;
let ada: CallHeaders;
let ben: CallHeaders;
let agent: CallHeaders;
let manager: CallHeaders;
/** Of the other organisation. */
let zoe: CallHeaders;
let requestId: number;
let open: ClientRequest[] = [];

after(async () => {
  const closed = app.close();
  app.server.closeAllConnections();
  await closed;
});
const db = useDatabase(async () => {
  const users = { ada: {}, ben: {}, max: { accessRole: 'manager' }, abe: { accessRole: 'agent' } } as const;
  const mine = await anOrganisation(db.database, { orgId: 71, users, leads: { 1: ['ada'] } });
  const theirs = await anOrganisation(db.database, { orgId: 84, users: { zoe: {} }, leads: { 1: ['zoe'] } });
  [ada, ben, manager, agent] = [
    await mine.signIn('ada'),
    await mine.signIn('ben'),
    await mine.signIn('max'),
    await mine.signIn('abe'),
  ];
  zoe = await theirs.signIn('zoe');
  app = await buildApp(db.database);
  await app.listen({ host: '127.0.0.1', port: 0 });
  requestId = await plan(ada);
});
afterEach(() => {
  for (const each of open) each.destroy();
  open = [];
});

async function plan(headers: CallHeaders): Promise<number> {
  const payload = { kind: 'reassign', selection: {}, to: { user: { userId: 101 } }, others: 'keep' };
  const answer = await app.inject({ method: 'POST', url: '/api/v1/requests?plan=true', headers, payload });
  assert.equal(answer.statusCode, 201, answer.body);
  return answer.json<{ requestId: number }>().requestId;
}

interface Told {
  status: number;
  retryAfter: string | undefined;
  text: string;
}

/** Begins a call and sends the first of its body, but not the end of it; tells what is answered meanwhile. */
function begin(
  headers: CallHeaders,
  { method, path, type }: { method: string; path: string; type?: string },
): { answered: Promise<Told>; told(): Told | undefined } {
  const sent = request(`${app.listeningOrigin}${path}`, {
    method,
    headers: { ...headers, ...(type ? { 'content-type': type, 'content-length': '10000000' } : {}) },
  });
  open.push(sent);
  let told: Told | undefined;
  const answered = new Promise<Told>((resolve) => {
    sent.on('error', () => {});
    sent.on('response', (answer: IncomingMessage) => {
      told = { status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'], text: '' };
      answer.on('data', (data) => {
        if (told) told.text += String(data);
        if (told) resolve(told);
      });
    });
  });
  if (type) sent.write(type === 'text/csv' ? 'leadId\n' : '{"kind":');
  else sent.end();
  return { answered, told: () => told };
}

/** Of one more than there are places exactly one is refused, and none of others; and one that is gone makes room. */
async function fill(
  places: number,
  start: (headers: CallHeaders) => ReturnType<typeof begin>,
): Promise<void> {
  const isRefused = (each: ReturnType<typeof begin>) => each.told()?.status === 429;
  const calls = Array.from({ length: places + 1 }, () => start(ada));
  await until('one is refused', () => calls.some(isRefused));
  const others = [start(ben), start(zoe)];
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [refused, ...more] = calls.filter(isRefused);
  assert.deepEqual([more.length, others.filter(isRefused).length], [0, 0]);
  assert.ok(refused?.told()?.retryAfter);
  assert.match(refused?.told()?.text ?? '', new RegExp(`You have ${places} .* at once`));
  for (const each of open.slice(0, 2)) each.destroy();
  await until('there is a place again', async () => {
    const again = start(ada);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return !isRefused(again);
  });
}

test('a caller may have 50 streams of events open, and takes none of those of others', async () => {
  const theirs = await plan(zoe);
  await fill(50, (headers) =>
    begin(headers, {
      method: 'GET',
      path: `/api/v1/requests/${headers === zoe ? theirs : requestId}/events`,
    }),
  );
});

test('a caller may make 8 requests at once, and takes no place of others', async () => {
  await fill(8, (headers) =>
    begin(headers, { method: 'POST', path: '/api/v1/requests', type: 'application/json' }),
  );
});

test('a caller may send 2 files at once, and takes no place of others', async () => {
  const path = '/api/v1/requests?kind=reassign&toUserId=101';
  await fill(2, (headers) => begin(headers, { method: 'POST', path, type: 'text/csv' }));
});

const users = '/api/v1/users/101';
for (const { role, method, path, type } of [
  { role: 'agent', method: 'POST', path: '/api/v1/requests', type: 'application/json' },
  { role: 'agent', method: 'POST', path: '/api/v1/requests?kind=reassign&toUserId=101', type: 'text/csv' },
  { role: 'manager', method: 'POST', path: '/api/v1/requests?kind=managers', type: 'text/csv' },
  {
    role: 'agent',
    method: 'POST',
    path: '/api/v2/pub/application/reassign?orgId=71',
    type: 'application/json',
  },
  {
    role: 'agent',
    method: 'POST',
    path: '/api/integration/AssignUser?applicationId=1',
    type: 'application/json',
  },
  { role: 'agent', method: 'PUT', path: `${users}/availability`, type: 'application/json' },
  { role: 'manager', method: 'PATCH', path: '/api/v1/org', type: 'application/json' },
  { role: 'manager', method: 'POST', path: `${users}/keys`, type: 'application/json' },
  { role: 'manager', method: 'POST', path: `${users}/sign-in-link`, type: 'application/json' },
  {
    role: 'manager',
    method: 'POST',
    path: '/v2/UserManagement.svc/UpdateReportingManagerInBulk',
    type: 'application/json',
  },
]) {
  test(`${method} ${path} of ${type} is refused to a ${role} before the body is there`, async () => {
    const { answered } = begin(role === 'agent' ? agent : manager, { method, path, type });
    const { status, text } = await answered;
    const expected = path.startsWith('/v2/') ? 401 : path.startsWith('/api/v1/') ? 403 : 200;
    assert.equal(status, expected, text);
    assert.match(text, /access-denied|MXInvalidAccessDetailsException/);
  });
}

test('who may not run, cancel, retry or undo a request is refused before the body is there', async () => {
  for (const what of ['run', 'cancel', 'retry', 'undo']) {
    for (const headers of [manager, agent]) {
      const path = `/api/v1/requests/${requestId}/${what}`;
      const { status, text } = await begin(headers, { method: 'POST', path, type: 'application/json' })
        .answered;
      assert.equal(status, 404, text);
      assert.match(text, /request-not-found/);
    }
  }
});
