import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ShownRequest } from '../../src/client/client.ts';
import { finishChunk } from '../../src/core/ledger/request-chunk-store.ts';
import { markRunning, takeRequestIds } from '../../src/core/ledger/request-store.ts';
import type { RequestSummary } from '../../src/core/ledger/request-summary.ts';
import { undoRequest } from '../../src/core/requests/make/undo-request.ts';
import type { RequestRow } from '../../src/core/requests/read/request-row.ts';
import { inOrg } from '../../src/database/transaction.ts';
import { listMisread } from '../support/misread.ts';
import { readAllPages, readRefusal } from '../support/open-caller.ts';
import { useWorld } from '../support/use-world.ts';

let bulkId: number;

const world = useWorld(
  {
    orgId: 7,
    users: { ada: { accessRole: 'administrator' }, ben: {} },
    leads: { 1001: ['ada'] },
  },
  async () => {
    bulkId = await insertBulk();
  },
);
const ada = world.as('ada');
const rival = world.beside({ orgId: 8, users: { zoe: {} } });
const stranger = rival.as('zoe');

/** Nine rows in three chunks, of which the last has not run: cuf, fcx where x names nobody, not attempted. */
async function insertBulk(): Promise<number> {
  const { orgId } = world;
  const counts = { total: 0, changed: 0, changedInPart: 0, unchanged: 0, failed: 0, skipped: 0 };
  const detail = { code: 'manager-inactive', message: 'Not active.', managerId: 102 } as const;
  return inOrg(world.database, orgId, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    tx.write({
      text: `insert into request (org_id, request_id, kind, state, origin, spec, requested_by, total)
        values ($1, $2, 'managers', 'queued', 'leadsquared', '{"note": "as asked"}', $3, 9)`,
      values: [orgId, requestId, world.idOf('ada')],
    });
    tx.write({
      text: `insert into request_chunk (org_id, request_id, chunk_no, subjects, inputs) values
        ($1, $2, 1, '{11,12,13}', null), ($1, $2, 2, '{14,15,0}', $3), ($1, $2, 3, '{17,18,19}', null)`,
      values: [orgId, requestId, JSON.stringify(['d', 'e', 'f'].map((managerId) => ({ managerId })))],
    });
    markRunning(tx, orgId, requestId);
    finishChunk(tx, orgId, {
      requestId,
      chunkNo: 1,
      subjects: [11, 12, 13],
      outcomes: 'cuf',
      details: { 2: detail },
      counts: { ...counts, changed: 1, changedInPart: 0, unchanged: 1, failed: 1 },
    });
    finishChunk(tx, orgId, {
      requestId,
      chunkNo: 2,
      subjects: [14, 15, 0],
      outcomes: 'fcf',
      details: { 0: detail, 2: detail },
      counts: { ...counts, changed: 1, failed: 2 },
    });
    return requestId;
  });
}

test('a request tells who asked for what, through which door, and how far it has come', async () => {
  const answer = await ada.get(`/api/v1/requests/${bulkId}`);
  assert.equal(answer.statusCode, 200);
  const { createdAt, startedAt, rowsPerSecond, estimatedFinishAt, ...rest } = answer.json<ShownRequest>();
  assert.ok(rowsPerSecond && rowsPerSecond > 0);
  assert.ok(startedAt && estimatedFinishAt && estimatedFinishAt > startedAt);
  assert.match(createdAt, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
  assert.ok(startedAt >= createdAt);
  assert.deepEqual(rest, {
    requestId: bulkId,
    kind: 'managers',
    state: 'running',
    origin: 'leadsquared',
    requestedBy: { userId: 101, name: 'Ada Example', email: 'ada@org7.example', isActive: true },
    keyMadeBy: null,
    counts: { total: 9, changed: 2, changedInPart: 0, unchanged: 1, failed: 3, skipped: 0, notAttempted: 3 },
    finishedAt: null,
    undoes: null,
    undone: null,
    undoneBy: [],
    reason: null,
    runAt: null,
    expiresAt: null,
    onFailure: 'continue',
    onDrift: 'skip',
    onReceiverUnavailable: 'fail',
    retries: null,
    retriedBy: [],
    undoPlan: null,
    ways: ['cancel'],
    advised: ['cancel'],
    spec: { note: 'as asked' },
    preview: null,
    result: null,
  });
});

test('a request of the operator was asked for by nobody', async () => {
  assert.equal((await ada.requests.show(world.requestId)).requestedBy, null);
});

test('a request and its undo name each other, but no undo that was only planned', async () => {
  const answer = await ada.post('/api/v2/pub/application/reassign?orgId=7', {
    ApplicationId: 1001,
    PrimaryAgent: { UserId: 102 },
    UnassignAllOtherUsers: true,
  });
  const requestId = Number(answer.json<{ Data: { RequestId: string } }>().Data.RequestId);
  const undo = (planOnly: boolean) =>
    undoRequest(world.database, 7, {
      requestId,
      options: {
        requester: { userId: 101, accessRole: 'administrator', origin: 'api' },
        planOnly,
        onFailure: 'continue',
        onDrift: 'skip',
      },
    });
  const abandoned = await undo(true);
  const cancelled = await undo(true);
  await ada.post(`/api/v1/requests/${cancelled.requestId}/cancel`);
  const { requestId: undoId } = await undo(false);
  const [undone, undoing, planned] = await Promise.all(
    [requestId, undoId, abandoned.requestId].map((id) => ada.requests.show(id)),
  );
  assert.deepEqual(undone?.undoneBy, [undoId]);
  assert.deepEqual(
    [undoing, planned].map((each) => each?.undoes),
    [requestId, requestId],
  );
});

test('rows come in the order of the input, with what became of each', async () => {
  const answer = await ada.get(`/api/v1/requests/${bulkId}/rows`);
  const refused = { code: 'manager-inactive', message: 'Not active.', facts: { managerId: 102 } };
  assert.deepEqual(answer.json<object>(), {
    items: [
      { row: 1, userId: 11, outcome: 'changed' },
      { row: 2, userId: 12, outcome: 'unchanged' },
      { row: 3, userId: 13, outcome: 'failed', ...refused },
      { row: 4, userId: 14, input: { managerId: 'd' }, outcome: 'failed', ...refused },
      { row: 5, userId: 15, input: { managerId: 'e' }, outcome: 'changed' },
      { row: 6, userId: null, input: { managerId: 'f' }, outcome: 'failed', ...refused },
      { row: 7, userId: 17, outcome: 'not attempted' },
      { row: 8, userId: 18, outcome: 'not attempted' },
      { row: 9, userId: 19, outcome: 'not attempted' },
    ],
    next: null,
  });
});

test('pages of any size hold every row once, whichever outcome is asked for', async () => {
  const url = `/api/v1/requests/${bulkId}/rows`;
  const all = await readAllPages<RequestRow>(ada, url);
  for (const outcome of ['', 'changed', 'unchanged', 'failed', 'skipped', 'not attempted']) {
    const expected = all.filter((row) => !outcome || row.outcome === outcome);
    for (const limit of [1, 2, 3, 4, 9, 10]) {
      const query = new URLSearchParams({ limit: String(limit), ...(outcome ? { outcome } : {}) });
      const rows = await readAllPages<RequestRow>(ada, `${url}?${query}`);
      assert.deepEqual(rows, expected, `${query}`);
    }
  }
});

test('rows of a request on leads name leads', async () => {
  const { items } = await ada.requests.list({ kind: 'reassign' }).first();
  const [first, ...others] = await ada.rows(items[0]?.requestId ?? 0);
  const { moves, ...row } = first ?? assert.fail();
  assert.deepEqual([row, others], [{ row: 1, leadId: 1001, outcome: 'changed' }, []]);
  assert.equal(moves?.[0]?.after?.standing, 'primary');
});

test('requests are listed newest first, and narrowed by every filter', async () => {
  const list = async (query: string) =>
    (await readAllPages<RequestSummary>(ada, `/api/v1/requests?limit=2&${query}`)).map(
      ({ requestId }) => requestId,
    );
  const all = await list('');
  assert.ok(all.length >= 4);
  assert.deepEqual(
    all,
    all.toSorted((a, b) => b - a),
  );
  assert.deepEqual(await list('kind=import'), [world.requestId]);
  assert.deepEqual(await list('state=running'), [bulkId]);
  assert.deepEqual(
    await list('by=101'),
    all.filter((id) => id !== world.requestId),
  );
  const unknown = await ada.get('/api/v1/requests?by=99999999999999');
  assert.deepEqual([unknown.statusCode, readRefusal(unknown).field], [404, 'by']);

  const { createdAt } = await ada.requests.show(bulkId);
  const [from, to] = await Promise.all([list(`from=${createdAt}`), list(`to=${createdAt}`)]);
  assert.ok(from.includes(bulkId), 'from is inclusive, to the microsecond');
  assert.deepEqual([...from, ...to], all, 'to is exclusive');
});

test('a request of another organisation, an unknown one and one out of range are alike', async () => {
  for (const reader of [ada, stranger]) {
    for (const path of ['', '/rows']) {
      for (const id of reader === ada ? ['1', '0', '99999999999999999999'] : [String(bulkId)]) {
        const answer = await reader.get(`/api/v1/requests/${id}${path}`);
        assert.equal(answer.statusCode, 404, `${id}${path}`);
        assert.equal(readRefusal(answer).code, 'request-not-found');
        assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8');
      }
    }
  }
});

test('what a call cannot use is refused by the name of the member', async () => {
  const cases = {
    '/api/v1/requests/12x': 'id',
    '/api/v1/requests/-1/rows': 'id',
    '/api/v1/requests?kind=coup': 'kind',
    '/api/v1/requests?by=ada': 'by',
    '/api/v1/requests?from=monday': 'from',
    '/api/v1/requests?to=2026-02-30T00:00:00Z': 'to',
    '/api/v1/requests?limit=0': 'limit',
    '/api/v1/requests?limit=1001': 'limit',
    '/api/v1/requests?limit=ten': 'limit',
    '/api/v1/requests?after=the+rest': 'after',
    '/api/v1/requests?stat=done': 'stat',
    [`/api/v1/requests/${bulkId}/rows?after=-1`]: 'after',
    [`/api/v1/requests/${bulkId}/rows?outcome=lost`]: 'outcome',
    [`/api/v1/requests/${bulkId}?asOf=2026-01-01T00:00:00Z`]: 'asOf',
  };
  for (const [url, field] of Object.entries(cases)) {
    const answer = await ada.get(url);
    assert.equal(answer.statusCode, 400, url);
    assert.deepEqual([readRefusal(answer).code, readRefusal(answer).field], ['invalid-input', field], url);
  }
});

test('credentials may come in the query, and without any the answer is a problem', async () => {
  const keys = await world.headersOf('ada');
  const query = new URLSearchParams({
    accessKey: keys['x-lsq-accesskey'],
    SECRETKEY: keys['x-lsq-secretkey'],
  });
  assert.equal((await world.app.inject(`/api/v1/requests?${query}`)).statusCode, 200);
  const answer = await world.app.inject('/api/v1/requests');
  assert.equal(answer.statusCode, 401);
  assert.equal(readRefusal(answer).code, 'credentials-missing');
});

test('what older versions kept is told in the shape of today, and nothing that they kept is lost', async () => {
  const lea = { userId: 102, name: 'Ben Example' };
  const foreseen = { ...lea, isActive: true, keys: 0, reports: 0, leads: 1 };
  const left = { clean: true, isActive: false, assignments: 0, reports: 0, keys: 0, scheduledRequests: [] };
  const preview = { changed: 1, unchanged: 0, failed: 0, books: [], usersTouched: 1, warnings: [] };
  const kept = [
    ['offboard', { leaver: lea, leads: [] }, { ...preview, leaver: foreseen }, { ...left, leads: [] }],
    ['reassign', { primary: { userId: 102 }, listed: [], others: 'keep' }, null, null],
  ] as const;
  const requestIds = await inOrg(world.database, world.orgId, async (tx) => {
    const ids = await takeRequestIds(tx, kept.length);
    for (const [place, [kind, ...written]] of kept.entries()) {
      tx.write({
        text: `insert into request (org_id, request_id, kind, state, origin, spec, preview, result, finished_at)
          values ($1, $2, $3, 'done', 'api', $4, $5, $6, now())`,
        values: [world.orgId, ids[place], kind, ...written.map((each) => each && JSON.stringify(each))],
      });
    }
    return ids;
  });
  const show = async (requestId: number | undefined) => {
    const { spec, preview, result } = await ada.requests.show(requestId ?? 0);
    return { spec, preview, result };
  };
  const [offboarding, single] = await Promise.all(requestIds.map(show));
  assert.deepEqual(offboarding, {
    spec: {
      leaver: lea,
      leavers: [lea],
      leads: [],
      reports: { to: 'manager' },
      account: 'wait',
      shares: [],
      caps: {},
    },
    preview: {
      ...preview,
      leaver: foreseen,
      leavers: [{ ...foreseen, account: 'ends', left: { leads: 0, reports: 0 } }],
    },
    result: { ...left, leads: [], ownScheduledRequests: [] },
  });
  const to = { user: { userId: 102 } };
  assert.deepEqual(single, { spec: { to, ...kept[1][1] }, preview: null, result: null });
  const misread = await listMisread(world.database, world.orgId);
  assert.deepEqual(
    misread.filter((each) => requestIds.some((requestId) => each.includes(` ${requestId}`))),
    [],
  );
});
