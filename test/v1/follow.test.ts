import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { rowColumns } from '../../src/contract/words/row-columns.ts';
import { finishChunk, takeChunk } from '../../src/core/ledger/request-chunk-store.ts';
import { findRunnable, finishWhenComplete, markRunning } from '../../src/core/ledger/request-store.ts';
import type { RequestRow } from '../../src/core/requests/read/request-row.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { buildApp } from '../support/build-app.ts';
import { readAllPages, readRefusal } from '../support/open-caller.ts';
import { until } from '../support/until.ts';
import { useWorld } from '../support/use-world.ts';

const orgId = 7;
const leads = Array.from({ length: 12 }, (_, place) => place + 1);

const world = useWorld({
  served: 'alone',
  orgId,
  users: { ada: { accessRole: 'administrator' }, ben: {}, cy: {}, dee: {} },
  leads: Object.fromEntries(leads.map((leadId) => [leadId, leadId === 12 ? [] : ['ben' as const]])),
});
const ada = world.as('ada');
const rival = world.beside({
  orgId: 8,
  users: { zoe: { accessRole: 'administrator' } },
});
const stranger = rival.as('zoe');

async function make(payload: object, query = '?plan=true'): Promise<number> {
  const answer = await ada.post(`/api/v1/requests${query}`, payload);
  assert.ok(answer.statusCode < 300, answer.body);
  return answer.json<{ requestId: number }>().requestId;
}

const person = (name: 'ben' | 'cy' | 'dee') => {
  const { userId, email, name: fullName } = world.user(name);
  return { userId, email, name: fullName, isActive: true };
};

const place = (standing: 'primary' | 'secondary') => ({ role: 'Loan Officer', standing });
const cyComes = () => ({ user: person('cy'), before: null, after: place('primary') });
const benStaysBehind = () => ({
  user: person('ben'),
  before: place('primary'),
  after: place('secondary'),
});

test('a planned row tells whom it goes to, who is primary until then, what is foreseen, and the caller’s key', async () => {
  const rows = [
    { leadId: 1, key: 'A-1', primary: { userId: world.idOf('cy') } },
    { leadId: 12, primary: { userId: world.idOf('cy') } },
    { leadId: 2, key: '=2+2', primary: { email: 'nobody@org7.example' } },
  ];
  const requestId = await make({ kind: 'reassign', rows, reason: 'Ben is on leave', onDrift: 'overwrite' });
  const items = await ada.rows(requestId);
  const { code, message, facts, ...failing } = items[2] ?? assert.fail();
  assert.deepEqual(
    [items[0], items[1], failing],
    [
      {
        row: 1,
        key: 'A-1',
        leadId: 1,
        receiver: person('cy'),
        primaryNow: person('ben'),
        moves: [cyComes(), benStaysBehind()],
        planned: 'changed',
        outcome: 'not attempted',
      },
      {
        row: 2,
        leadId: 12,
        receiver: person('cy'),
        primaryNow: null,
        moves: [cyComes()],
        planned: 'changed',
        outcome: 'not attempted',
      },
      {
        row: 3,
        key: '=2+2',
        leadId: 2,
        receiver: null,
        input: { primary: { email: 'nobody@org7.example' } },
        planned: 'failed',
        outcome: 'not attempted',
      },
    ],
  );
  assert.equal(code, 'user-not-found');
  assert.match(message ?? '', /nobody@org7\.example/);

  const shown = await ada.requests.show(requestId);
  assert.equal(shown.state, 'planned');
  assert.equal(shown.reason, 'Ben is on leave');
  assert.equal(shown.onFailure, 'continue');
  assert.equal(shown.onDrift, 'overwrite');
  assert.deepEqual([shown.runAt, shown.retries, shown.retriedBy, shown.result], [null, null, [], null]);
  assert.deepEqual([shown.rowsPerSecond, shown.estimatedFinishAt], [null, null]);
  assert.deepEqual([shown.preview?.changed, shown.preview?.failed], [2, 1]);
  const book = shown.preview?.books.find(({ userId }) => userId === world.idOf('cy'));
  assert.equal(book?.receives, 2);
});

test('a row that a distribution placed says why', async () => {
  const receivers = [
    { user: { userId: world.idOf('cy') }, cap: 2 },
    { user: { userId: world.idOf('ben') }, cap: 1 },
  ];
  const requestId = await make({
    kind: 'reassign',
    leads: [3, 4, 5, 12],
    to: { distribution: { mode: 'even', receivers, keepStanding: true } },
  });
  const url = `/api/v1/requests/${requestId}/rows`;
  const rows = await readAllPages<RequestRow>(ada, url);
  const { name } = world.user('cy');
  assert.deepEqual(
    rows.map((row) => row.why),
    rows.map((row) =>
      row.receiver
        ? `${name} receives by share: weight 1 of 2, and of what others had no room for, as their books were full.`
        : 'Every receiver’s book is full.',
    ),
  );
  assert.equal(rows.filter((row) => row.receiver).length, 2);
});

test('a row that ran keeps what was foreseen, and a request and its retry name each other', async () => {
  const requestId = await make({
    kind: 'reassign',
    rows: [
      { leadId: 6, primary: { userId: world.idOf('cy') } },
      { leadId: 999, key: 'lost', primary: { userId: world.idOf('cy') } },
    ],
  });
  await ada.post(`/api/v1/requests/${requestId}/run`);
  await runRequest(world.database, orgId, requestId);
  const items = await ada.rows(requestId);
  assert.deepEqual(items[0], {
    row: 1,
    leadId: 6,
    receiver: person('cy'),
    moves: [cyComes(), benStaysBehind()],
    planned: 'changed',
    outcome: 'changed',
  });
  assert.deepEqual([items[1]?.key, items[1]?.planned, items[1]?.outcome], ['lost', 'failed', 'failed']);
  const retry = await ada.planRetry(requestId);
  assert.equal(retry.retries, requestId);
  assert.deepEqual((await ada.requests.show(requestId)).retriedBy, [], 'only planned');
  await ada.post(`/api/v1/requests/${retry.requestId}/run`);
  assert.deepEqual((await ada.requests.show(requestId)).retriedBy, [retry.requestId], 'it waits to run');
});

test('rows of managers name the user and the manager to be', async () => {
  const requestId = await make({
    kind: 'managers',
    rows: [
      { user: { userId: world.idOf('ben') }, manager: { userId: world.idOf('cy') }, key: 'm' },
      { user: { userId: world.idOf('dee') }, manager: null },
    ],
  });
  const items = await ada.rows(requestId);
  assert.deepEqual(items, [
    {
      row: 1,
      key: 'm',
      userId: world.idOf('ben'),
      user: person('ben'),
      managerBefore: null,
      receiver: person('cy'),
      planned: 'changed',
      outcome: 'not attempted',
    },
    {
      row: 2,
      userId: world.idOf('dee'),
      user: person('dee'),
      managerBefore: null,
      receiver: null,
      planned: 'unchanged',
      outcome: 'not attempted',
    },
  ]);
});

test('a download holds every row in the order of the input, and no formula', async () => {
  const cy = world.user('cy');
  const requestId = await make({
    kind: 'reassign',
    rows: [
      { leadId: 8, key: '=HYPERLINK("http://evil")', primary: { userId: cy.userId } },
      { leadId: 7, key: ' -7;=8', primary: { userId: cy.userId } },
      { leadId: 998, key: 'a, "b"', primary: { userId: cy.userId } },
    ],
  });
  const csv = await ada.get(`/api/v1/requests/${requestId}/rows.csv`);
  const inWords = (name: 'ben' | 'cy', standing: string) =>
    `${world.user(name).name} (user ${world.idOf(name)}) as Loan Officer, ${standing}`;
  const moved = `"${inWords('ben', 'primary')}","${inWords('cy', 'primary')}; ${inWords('ben', 'secondary')}",`;
  const asked = (email: string, userId: number | string) => `,${email},${userId}${','.repeat(9)}`;
  assert.equal(csv.headers['content-type'], 'text/csv; charset=utf-8');
  assert.equal(csv.headers['content-disposition'], `attachment; filename="request-${requestId}-rows.csv"`);
  assert.equal(
    csv.body,
    [
      rowColumns.join(),
      `1,"'=HYPERLINK(""http://evil"")",8,,${cy.userId},${cy.email},changed,not attempted,,,,,,${moved}${asked(cy.email, '')}`,
      `2, '-7;'=8,7,,${cy.userId},${cy.email},changed,not attempted,,,,,,${moved}${asked(cy.email, '')}`,
      '3,"a, ""b""",998,,,,failed,not attempted,lead-not-found,There is no lead 998 in this organisation.,,,,,,' +
        asked('', cy.userId),
      '',
    ].join('\n'),
  );

  const ndjson = await ada.get(`/api/v1/requests/${requestId}/rows.ndjson`);
  assert.equal(ndjson.headers['content-type'], 'application/x-ndjson; charset=utf-8');
  const lines = ndjson.body.trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    JSON.parse(JSON.stringify(await ada.rows(requestId))),
  );
});

/** A planned request of 300,000 leads, as a plan leaves it, in chunks of which one is larger than a page. */
async function insertLarge(): Promise<number> {
  const template = await make({
    kind: 'reassign',
    leads: [1],
    to: { user: { userId: world.idOf('cy') } },
  });
  await inOrg(world.database, orgId, async (tx) => {
    tx.write({
      text: `insert into request_chunk (org_id, request_id, chunk_no, part, subjects, revisions, receivers, planned,
          keys)
        select $1, $2, chunk, 'leads', array_agg(lead order by lead), array_agg(0 order by lead),
          array_agg($3::integer), repeat('c', count(*)::integer), array_agg('key-' || lead order by lead)
        from (select least(lead / 4000, 72) + 2 as chunk, lead from generate_series(1, 299999) lead) rows
        group by chunk`,
      values: [orgId, template, world.idOf('cy')],
    });
    tx.write({
      text: 'update request set total = 300000 where org_id = $1 and request_id = $2',
      values: [orgId, template],
    });
  });
  return template;
}

/** What is still held after everything else was collected. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

interface ReadsWatch {
  reads: number;
  /** Resolves when the server has not turned to the database for longer than a follower's reads are apart. */
  untilStill(): Promise<void>;
}

/** Counts from now on how often the server turns to the database. */
function watchReads(): ReadsWatch {
  let lastAt = performance.now();
  const stillMs = 1_500;
  const watch: ReadsWatch = {
    reads: 0,
    untilStill: () => until('the server is still', () => performance.now() - lastAt > stillMs),
  };
  world.database.pool.on('acquire', () => {
    watch.reads += 1;
    lastAt = performance.now();
  });
  return watch;
}

test('a download of any size goes through flat memory', async () => {
  const requestId = await insertLarge();
  const answer = await fetch(`${world.address}/api/v1/requests/${requestId}/rows.ndjson`, {
    headers: await world.headersOf('ada'),
  });
  assert.ok(answer.body);
  let rest = '';
  let row = 0;
  let early = 0;
  for await (const text of answer.body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      row += 1;
      assert.ok(line.startsWith(`{"row":${row},`), line);
    }
    if (early === 0 && row > 30_000) early = liveBytes();
  }
  assert.equal(row, 300_000);
  const growth = liveBytes() - early;
  assert.ok(growth < 20_000_000, `grew by ${growth} bytes`);
});

test('a download that nobody takes any more of reads no more of it', async () => {
  const requestId = await insertLarge();
  const watch = watchReads();
  const leave = new AbortController();
  const url = `${world.address}/api/v1/requests/${requestId}/rows.ndjson`;
  await fetch(url, { headers: await world.headersOf('ada'), signal: leave.signal });
  await watch.untilStill();
  assert.ok(watch.reads < 50, `${watch.reads} of 77 pages`);
  leave.abort();
});

test('a request of another organisation can be neither downloaded nor followed', async () => {
  const requestId = await make({
    kind: 'reassign',
    leads: [1],
    to: { user: { userId: world.idOf('cy') } },
  });
  for (const path of ['rows.csv', 'rows.ndjson', 'events']) {
    const url = `/api/v1/requests/${requestId}/${path}`;
    const answer = await stranger.get(url);
    assert.equal(answer.statusCode, 404, path);
    assert.equal(readRefusal(answer).code, 'request-not-found');
    assert.equal((await world.app.inject({ url })).statusCode, 401);
  }
});

interface FollowedEvent {
  name: string;
  id: string;
  data: {
    state: string;
    counts: { changed: number };
    rowsPerSecond: number | null;
    finishedAt: string | null;
  };
}

/** Follows a request as a browser does; `events` grows until `ended` resolves. */
async function follow(requestId: number, extra: Record<string, string> = {}) {
  const leave = new AbortController();
  const url = `${world.address}/api/v1/requests/${requestId}/events`;
  const answer = await fetch(url, {
    headers: { ...(await world.headersOf('ada')), ...extra },
    signal: leave.signal,
  });
  const events: FollowedEvent[] = [];
  const ended = read();
  ended.catch(() => {});
  return { answer, events, ended, leave: () => leave.abort() };

  async function read(): Promise<void> {
    let rest = '';
    for await (const text of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop() ?? '';
      events.push(...blocks.flatMap(readEvent));
    }
  }
}

function readEvent(block: string): FollowedEvent[] {
  const found = /^event: (.+)\nid: (.+)\ndata: (.+)$/.exec(block);
  const [, name = '', id = '', data = ''] = found ?? [];
  return found ? [{ name, id, data: JSON.parse(data) }] : [];
}

/** A planned request of four leads, of which `runChunk` runs one after the other as a worker would. */
async function aSlowRequest(): Promise<{ requestId: number; runChunk: () => Promise<void> }> {
  const to = { user: { userId: world.idOf('dee') } };
  const requestId = await make({ kind: 'reassign', leads: [1], to }, '');
  await inOrg(world.database, orgId, async (tx) => {
    tx.write({
      text: `insert into request_chunk (org_id, request_id, chunk_no, part, subjects)
        select $1, $2, chunk, 'leads', array[chunk] from generate_series(2, 4) chunk`,
      values: [orgId, requestId],
    });
    tx.write({
      text: 'update request set total = 4 where org_id = $1 and request_id = $2',
      values: [orgId, requestId],
    });
    markRunning(tx, orgId, requestId);
  });
  const counts = { total: 1, changed: 1, changedInPart: 0, unchanged: 0, failed: 0, skipped: 0 };
  return {
    requestId,
    runChunk: () =>
      inOrg(world.database, orgId, async (tx) => {
        const chunk = await takeChunk(tx, orgId, requestId, { inOrder: true });
        assert.ok(chunk);
        finishChunk(tx, orgId, { ...chunk, requestId, outcomes: 'c', details: null, counts });
        finishWhenComplete(tx, orgId, requestId);
      }),
  };
}

test('a follower is told how far a request has come until it has ended, and another takes up where one left', async () => {
  const { requestId, runChunk } = await aSlowRequest();
  const first = await follow(requestId);
  assert.equal(first.answer.headers.get('content-type'), 'text/event-stream');
  const second = await follow(requestId);
  await until(
    'both were told where it stands',
    () => first.events.length === 1 && second.events.length === 1,
  );

  await runChunk();
  await until('both were told of a row', () => first.events.length === 2 && second.events.length === 2);
  assert.equal(first.events[1]?.name, 'progress');
  assert.equal(first.events[1]?.data.counts.changed, 1);
  assert.ok((first.events[1]?.data.rowsPerSecond ?? 0) > 0);
  const shown = await ada.requests.show(requestId);
  assert.ok((shown.rowsPerSecond ?? 0) > 0);
  assert.ok(Date.parse(shown.estimatedFinishAt ?? '') > Date.parse(shown.startedAt ?? ''));

  first.leave();
  await first.ended.catch(() => {});
  const lastSeen = first.events[1]?.id ?? '';
  const third = await follow(requestId, { 'last-event-id': lastSeen });
  await runChunk();
  await until('the one that came back was told what is new', () => third.events.length === 1);
  assert.equal(third.events[0]?.data.counts.changed, 2);

  await runChunk();
  await runChunk();
  await Promise.all([second.ended, third.ended]);
  for (const { events } of [second, third]) {
    const last = events.at(-1);
    assert.deepEqual([last?.name, last?.data.state, last?.data.counts.changed], ['ended', 'done', 4]);
    const steps = events.map((event) => event.data.counts.changed);
    assert.deepEqual(steps, steps.toSorted());
  }
  const done = await follow(requestId);
  await done.ended;
  assert.deepEqual(
    done.events.map(({ name, id }) => [name, id]),
    [['ended', 'ended']],
  );
  assert.equal((await follow(requestId, { 'last-event-id': 'ended' })).answer.status, 204);
});

test('who follows a request that is cancelled is told its end once the rows in hand are done', async () => {
  const { requestId } = await aSlowRequest();
  const follower = await follow(requestId);
  const { promise: released, resolve: letGo } = Promise.withResolvers<void>();
  const inHand = inOrg(world.database, orgId, async (tx) => {
    await findRunnable(tx, orgId, requestId);
    const chunk = await takeChunk(tx, orgId, requestId, { inOrder: true });
    await released;
    const counts = { total: 1, changed: 1, changedInPart: 0, unchanged: 0, failed: 0, skipped: 0 };
    if (chunk) finishChunk(tx, orgId, { ...chunk, requestId, outcomes: 'c', details: null, counts });
  });
  const cancelling = ada.post(`/api/v1/requests/${requestId}/cancel`);
  await until('it was told that it is cancelled', () => follower.events.at(-1)?.data.state === 'cancelled');
  assert.equal(follower.events.at(-1)?.name, 'progress');
  letGo();
  await Promise.all([inHand, cancelling, follower.ended]);
  const [last] = follower.events.slice(-1);
  assert.deepEqual([last?.name, last?.data.state, last?.data.counts.changed], ['ended', 'cancelled', 1]);
  assert.equal(last?.data.finishedAt, (await ada.requests.show(requestId)).finishedAt);
});

test('a request whose canceller died before its end is taken up again, and ended', async () => {
  const { requestId, runChunk } = await aSlowRequest();
  await runChunk();
  await inOrg(world.database, orgId, async (tx) =>
    tx.write({ text: `update request set state = 'cancelled' where request_id = $1`, values: [requestId] }),
  );
  const isUnfinished = async () => {
    const { rows } = await world.database.gate.query('select request_id from unfinished_requests()');
    return rows.some((row) => row.request_id === requestId);
  };
  assert.equal(await isUnfinished(), true);
  await runRequest(world.database, orgId, requestId);
  assert.equal(await isUnfinished(), false);
  const { state, finishedAt, counts } = await ada.requests.show(requestId);
  assert.deepEqual([state, counts.changed, counts.notAttempted], ['cancelled', 1, 3]);
  assert.ok(finishedAt);
});

test('many followers cost the database no more than one, and none once they have left', async () => {
  const { requestId } = await aSlowRequest();
  const followers = await Promise.all(Array.from({ length: 20 }, () => follow(requestId)));
  await until('all were told where it stands', () => followers.every(({ events }) => events.length === 1));
  const watch = watchReads();
  await until('their request was read some more times', () => watch.reads >= 3);
  assert.ok(watch.reads < followers.length, `${watch.reads} reads`);
  for (const { leave } of followers) leave();
  await watch.untilStill();
});

test('a server that closes ends the streams of its followers', async () => {
  const { requestId } = await aSlowRequest();
  const other = await buildApp(world.database);
  await other.listen({ host: '127.0.0.1', port: 0 });
  const answer = await fetch(`${other.listeningOrigin}/api/v1/requests/${requestId}/events`, {
    headers: await world.headersOf('ada'),
  });
  const body = answer.text();
  await other.close();
  assert.match(await body, /^retry: 2000\n\nevent: progress\n/);
});
