import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { beforeEach, test } from 'node:test';
import {
  type BatonClient,
  type BatonError,
  createClient,
  type RequestProgress,
} from '../../src/client/client.ts';
import { refusalOf } from '../support/open-caller.ts';
import { useWorld } from '../support/use-world.ts';

const world = useWorld({
  orgId: 301,
  perTest: true,
  served: 'with worker',
  users: {
    ada: { accessRole: 'administrator', reports: ['ben', 'cy'] },
    ben: { reports: ['dee'] },
    cy: {},
    dee: {},
    gone: { isActive: false },
  },
  leads: {
    ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [n, ['ben' as const]])),
    10: ['gone'],
  },
});
const { ref } = world;
let keys: { accessKey: string; secretKey: string };
let baton: BatonClient;

beforeEach(async () => {
  const headers = await world.signIn('ada');
  keys = { accessKey: headers['x-lsq-accesskey'], secretKey: headers['x-lsq-secretkey'] };
  baton = createClient({ url: world.address, ...keys });
});

const bensBook = () => ({ kind: 'reassign' as const, selection: { owner: ref('ben') } });

async function collect<Item>(source: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of source) items.push(item);
  return items;
}

test('a request is planned, run, followed to its end, read row by row, undone and listed', async () => {
  const plan = await baton.requests.plan({ ...bensBook(), to: { user: ref('cy') }, reason: 'Ben moves' });
  assert.deepEqual([plan.state, plan.preview?.changed, plan.reason], ['planned', 9, 'Ben moves']);
  await baton.requests.run(plan.requestId);
  const seen: RequestProgress[] = [];
  const done = await baton.requests.wait(plan.requestId, { onProgress: (each) => seen.push(each) });
  assert.deepEqual([done.state, done.counts.changed], ['done', 9]);
  assert.equal(seen.at(-1)?.state, 'done');

  const rows = await collect(baton.requests.rows(plan.requestId, { limit: 4 }).items());
  assert.deepEqual(
    rows.map(({ row, leadId, outcome }) => [row, leadId, outcome]),
    rows.map((_, place) => [place + 1, place + 1, 'changed']),
  );
  assert.equal(rows.length, 9);

  const undo = await baton.requests.undo(plan.requestId, { plan: true });
  assert.deepEqual([undo.state, undo.undoes], ['planned', plan.requestId]);
  await baton.requests.run(undo.requestId);
  assert.equal((await baton.requests.wait(undo.requestId)).counts.changed, 9);
  const listed = await baton.requests.list({ limit: 2 }).first();
  assert.deepEqual(
    listed.items.map(({ requestId }) => requestId),
    [undo.requestId, plan.requestId],
  );
});

test('without a plan a request runs at once; what failed is retried; a plan is cancelled', async () => {
  const rows = [
    { leadId: 1, key: 'a' },
    { leadId: 999, key: 'b' },
  ];
  const made = await baton.requests.create({ kind: 'reassign', rows, to: { user: ref('cy') } });
  const done = await baton.requests.wait(made.requestId);
  assert.deepEqual([done.counts.changed, done.counts.failed], [1, 1]);
  const retry = await baton.requests.retry(made.requestId, { plan: true });
  assert.deepEqual([retry.retries, retry.counts.total], [made.requestId, 1]);
  assert.equal((await baton.requests.cancel(retry.requestId)).state, 'cancelled');
  assert.deepEqual((await baton.requests.show(made.requestId)).retriedBy, [], 'it never ran');
  const second = await baton.requests.retry(made.requestId);
  assert.deepEqual((await baton.requests.show(made.requestId)).retriedBy, [second.requestId]);
});

test('rows download as a stream', async () => {
  const made = await baton.requests.create({ ...bensBook(), to: { user: ref('cy') } });
  await baton.requests.wait(made.requestId);
  const csv = await new Response(await baton.requests.rows(made.requestId).csv()).text();
  assert.match(csv, /^row,key,lead_id/);
  assert.equal(csv.trim().split('\n').length, 10);
  const ndjson = await new Response(await baton.requests.ndjson(made.requestId)).text();
  assert.equal(JSON.parse(ndjson.split('\n')[8] ?? '').leadId, 9);
});

test('a CSV is sent from a blob or as a stream, and its bad rows come back by line', async () => {
  const csv = `lead_id,key\n1,a\n2,b\n`;
  const terms = { kind: 'reassign' as const, toUserId: world.idOf('cy') };
  const made = await baton.requests.createFromCsv(new Blob([csv]), terms);
  assert.equal((await baton.requests.wait(made.requestId)).counts.changed, 2);
  const stream = new Blob([csv]).stream();
  const plan = await baton.requests.createFromCsv(stream, terms, { plan: true });
  assert.deepEqual([plan.state, plan.preview?.unchanged], ['planned', 2]);
  const refused = await refusalOf(baton.requests.createFromCsv('lead_id\nx\n3\ny\n', terms));
  assert.deepEqual(
    [refused.code, ...refused.problems.map(({ line, column }) => `${line} ${column}`)],
    ['rows-invalid', '2 lead_id', '4 lead_id'],
  );
});

test('a leaver is taken stock of and offboarded', async () => {
  const { userId } = world.user('ben');
  const inventory = await baton.users.inventory(userId);
  assert.deepEqual([inventory.leads[0]?.count, inventory.reports.count], [9, 1]);
  const made = await baton.requests.create({
    kind: 'offboard',
    user: { userId },
    leads: [{ to: { user: ref('cy') } }],
  });
  assert.equal((await baton.requests.wait(made.requestId)).state, 'done');
  assert.equal((await baton.users.show(userId)).isActive, false);
});

test('leads, users, books, the org chart and orphans are read, page after page', async () => {
  const lead = await baton.leads.show(1);
  assert.equal(lead.assignments[0]?.user.userId, world.idOf('ben'));
  assert.equal((await baton.leads.chain(1)).chains[0]?.managers[0]?.userId, world.idOf('ada'));
  assert.equal((await baton.leads.history(1).first()).items.length, 1);
  assert.deepEqual((await baton.leads.show(1, { asOf: '2020-01-01T00:00:00Z' })).assignments, []);

  const pages = await collect(baton.users.list({ limit: 2 }));
  assert.deepEqual(
    pages.map(({ items }) => items.length),
    [2, 2, 1],
  );
  assert.equal((await baton.users.list({ q: 'cy@' }).first()).items[0]?.userId, world.idOf('cy'));
  assert.equal((await baton.users.show(world.user('ben').guid)).directReports, 1);
  assert.equal((await baton.users.reports(world.idOf('ada')).first()).items.length, 3);
  assert.equal((await baton.users.book(world.idOf('ben'))).book, 9);

  const { users } = await baton.orgChart({ root: world.idOf('ben') });
  assert.deepEqual(
    users.map(({ userId }) => userId),
    [world.idOf('ben'), world.idOf('dee')],
  );
  const orphans = await baton.orphans({ kind: 'lead-primary-inactive' }).first();
  assert.deepEqual([orphans.items[0]?.leadId, orphans.counts['lead-primary-inactive']], [10, 1]);
});

test('a refusal is an error with its code, status, sentence and field', async () => {
  const unknown = await refusalOf(baton.leads.show(999_999));
  assert.deepEqual([unknown.code, unknown.status], ['lead-not-found', 404]);
  assert.equal(unknown.message, unknown.detail);
  const wrong = await refusalOf(baton.leads.show(1, { asOf: 'yesterday' }));
  assert.deepEqual([wrong.code, wrong.field], ['invalid-input', 'asOf']);
  const stranger = createClient({ url: world.address, ...keys, secretKey: 'wrong' });
  assert.equal((await refusalOf(stranger.leads.show(1))).code, 'credentials-invalid');
});

test('a CSV is shared out among as many as a URL holds, and beyond that the limit is named', async () => {
  const share = (count: number) => {
    const users = Array.from({ length: count }, (_, place) => `somebody.${place}@${'x'.repeat(50)}.example`);
    const distribution = { mode: 'even' as const, receivers: users.map((email) => ({ user: { email } })) };
    return refusalOf(baton.requests.createFromCsv('lead_id\n1\n', { kind: 'reassign', distribution }));
  };
  assert.equal((await share(80)).code, 'user-not-found');
  const tooMany = await share(300);
  assert.deepEqual([tooMany.status, tooMany.code], [431, 'invalid-input']);
  assert.match(tooMany.detail, /over the limit of 16 KiB/);
  const receivers = (['cy', 'dee'] as const).map((name) => ({ user: ref(name), cap: 1 }));
  const made = await baton.requests.createFromCsv(
    'lead_id\n1\n2\n3\n',
    { kind: 'reassign', distribution: { mode: 'even', receivers } },
    { plan: true },
  );
  assert.deepEqual([made.preview?.changed, made.preview?.failed], [2, 1]);
});

test('the same idempotency key makes one request', async () => {
  const body = { ...bensBook(), to: { user: ref('cy') } };
  const options = { idempotencyKey: 'once' };
  const [first, second] = await Promise.all([
    baton.requests.plan(body, options),
    baton.requests.plan(body, options),
  ]);
  assert.equal(first.requestId, second.requestId);
});

test('a call whose answer was lost is made again and changes nothing twice', async () => {
  let losses = 0;
  const unsteady: typeof fetch = async (input, init) => {
    const response = await fetch(input, init);
    if (init?.method !== 'POST' || losses > 0) return response;
    losses += 1;
    throw new TypeError('The connection broke.');
  };
  const client = createClient({ url: world.address, ...keys, fetch: unsteady });
  const made = await client.requests.plan({ ...bensBook(), to: { user: ref('cy') } });
  assert.equal(losses, 1);
  const { items } = await baton.requests.list({ kind: 'reassign' }).first();
  assert.deepEqual(
    items.map(({ requestId }) => requestId),
    [made.requestId],
  );
});

/** Something between the client and Baton, or instead of it. */
async function withServer(
  listener: RequestListener,
  work: (client: BatonClient) => Promise<void>,
): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address);
  try {
    await work(createClient({ url: `http://127.0.0.1:${address.port}`, ...keys }));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a server that is busy is asked again after the seconds it names, but not for ever', async () => {
  const calls: number[] = [];
  const busyTwice: RequestListener = (_, response) => {
    calls.push(Date.now());
    if (calls.length > 2) response.end('{"leadId":1}');
    else response.writeHead(calls.length === 1 ? 429 : 503, { 'retry-after': '1' }).end();
  };
  await withServer(busyTwice, async (client) => {
    assert.equal((await client.leads.show(1)).leadId, 1);
    assert.ok((calls[1] ?? 0) - (calls[0] ?? 0) >= 990, String(calls));
  });
  const away: RequestListener = (_, response) => response.writeHead(503, { 'retry-after': '900' }).end();
  await withServer(away, async (client) => {
    const error = await refusalOf(client.leads.show(1));
    assert.deepEqual([error.status, error.retryAfterS], [503, 900]);
  });
});

test('an address that is not Baton’s, or where nobody answers, is said so and keys go nowhere else', async () => {
  await withServer(
    (_, response) => response.end('<html>'),
    async (client) => {
      assert.equal((await refusalOf(client.leads.show(1))).code, 'not-baton');
    },
  );
  await withServer(
    (request, response) => {
      assert.ok(!request.url?.startsWith('/elsewhere'));
      response.writeHead(302, { location: '/elsewhere' }).end();
    },
    async (client) =>
      assert.match((await refusalOf(client.leads.show(1))).detail, /redirects to \/elsewhere/),
  );
  const nowhere = createClient({ url: 'http://127.0.0.1:9', ...keys });
  const lost = await refusalOf(nowhere.requests.run(1));
  assert.deepEqual([lost.code, lost.status], ['no-answer', 0]);
  assert.throws(() => createClient({ url: world.address, accessKey: 'a', secretKey: 'sec\nret' }), {
    message: /^secretKey must be visible ASCII/,
  });
});

test('events are taken up again where the connection broke', async () => {
  const made = await baton.requests.plan({ ...bensBook(), to: { user: ref('cy') } });
  const lastIds: unknown[] = [];
  const line = (name: string, id: string, state: string) =>
    `event: ${name}\nid: ${id}\ndata: ${JSON.stringify({ ...made, state })}\n\n`;
  const breaking: RequestListener = (request, response) => {
    if (!request.url?.endsWith('/events')) response.end(JSON.stringify(made));
    else {
      lastIds.push(request.headers['last-event-id']);
      const isSecond = lastIds.length === 2;
      response.write(
        isSecond ? line('ended', 'ended', 'done') : `retry: 10\n\n${line('progress', 'p.1', 'running')}`,
      );
      setTimeout(() => (isSecond ? response.end() : response.destroy()), 50);
    }
  };
  await withServer(breaking, async (client) => {
    const states: string[] = [];
    for await (const { state } of client.requests.events(made.requestId)) states.push(state);
    assert.deepEqual(states, ['running', 'done']);
    assert.deepEqual(lastIds, [undefined, 'p.1']);
  });
});

test('waiting ends when its signal is aborted', async () => {
  const made = await baton.requests.plan({ ...bensBook(), to: { user: ref('cy') } });
  const reason = new Error('enough');
  const controller = new AbortController();
  const waiting = baton.requests.wait(made.requestId, {
    signal: controller.signal,
    onProgress: () => controller.abort(reason),
  });
  await assert.rejects(waiting, reason);
});

test('the client needs nothing at run time but itself', async () => {
  let seen = 0;
  for await (const path of glob('src/client/*.ts', { exclude: ['**/*.test.ts'] })) {
    const text = await readFile(path, 'utf8');
    for (const [, kind, target = ''] of text.matchAll(
      /^(import type|export type|import|export) [^;]*?from '([^']+)'/gm,
    )) {
      seen += 1;
      assert.ok(kind?.endsWith('type') || target.startsWith('./'), `${path} imports ${target}`);
    }
    assert.doesNotMatch(text, /process\.|Buffer|node:/, `${path} needs Node`);
  }
  assert.ok(seen > 20, `saw only ${seen} imports`);
});

/** Keeps the cookie of one server, as a browser does. */
function openBrowser(): typeof fetch {
  let cookie = '';
  return async (input, init) => {
    const headers = new Headers(init?.headers);
    if (cookie) headers.set('cookie', cookie);
    const answer = await fetch(input, { ...init, headers });
    cookie = answer.headers.get('set-cookie')?.split(';', 1)[0] ?? cookie;
    return answer;
  };
}

test('without keys it signs in and out, and does with the session what the user may', async () => {
  const page = createClient({ url: world.address, fetch: openBrowser() });
  assert.equal((await refusalOf(page.session.show())).code, 'credentials-missing');
  const { path } = await baton.users.createSignInLink(world.idOf('ada'));
  const token = path.slice(path.indexOf('#') + 1);
  const password = 'a long enough passphrase';
  const first = await page.session.firstSignIn({ token, password });
  assert.equal(first.user.email, world.user('ada').email);
  await page.session.signOut();
  assert.equal(await page.session.show().catch((error: BatonError) => error.status), 401);
  const refused = await refusalOf(
    page.session.signIn({ email: first.user.email, password: 'not the password' }),
  );
  assert.equal(refused.code, 'sign-in-failed');
  await page.session.signIn({ email: first.user.email, password });
  await page.session.changePassword({ current: password, next: 'another long passphrase' });
  assert.equal((await page.org.change({ leadsquaredCalls: 30 })).leadsquaredCalls, 30);
  assert.deepEqual(await page.org.show(), {
    orgId: world.orgId,
    name: `Organisation ${world.orgId}`,
    leadsquaredCalls: 30,
    mayRemove: 'administrators',
  });
  const made = await page.users.createKey(world.idOf('ben'), {
    password: 'another long passphrase',
  });
  const ben = createClient({ url: world.address, ...made });
  assert.equal((await ben.session.show()).user.userId, world.idOf('ben'));
  await page.keys.revoke(made.accessKey);
  const [listed] = (await page.users.keys(world.idOf('ben')).first()).items;
  assert.equal(listed?.accessKey, made.accessKey);
  assert.notEqual(listed?.revokedAt, null);
  assert.equal((await refusalOf(ben.session.show())).code, 'credentials-invalid');
  assert.equal((await page.users.setAvailability(world.idOf('ben'), false)).isAvailable, false);
  assert.deepEqual(await page.session.signOutEverywhere(), { ended: 1 });
  assert.equal(await page.session.show().catch((error: BatonError) => error.status), 401);
});

test('leads and books are listed, with several values of a filter', async () => {
  const found = await baton.leads
    .list({ status: ['', 'New'], sort: '-leadId', limit: 4, count: true })
    .first();
  assert.deepEqual([found.items.map(({ leadId }) => leadId), found.total], [[10, 9, 8, 7], 10]);
  assert.equal((await collect(baton.leads.list({ limit: 4 }).items())).length, 10);
  assert.deepEqual((await baton.leads.list({ status: ['New', 'Won'] }).first()).items, []);
  const { spread, items } = await baton.books({ limit: 1 }).first();
  assert.deepEqual([items[0]?.user.userId, items[0]?.book], [world.idOf('ben'), 9]);
  assert.deepEqual([spread.users, spread.leads, spread.largest], [5, 10, 9]);
});

test('one key without the other is refused before anything is sent', () => {
  assert.throws(() => createClient({ url: world.address, accessKey: 'u$r1.x' }), TypeError);
});
