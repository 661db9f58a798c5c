// Two APIs and two workers on one database behave as one, also when one of them is killed.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import pg from 'pg';
import { inOrg } from '../../src/database/transaction.ts';
import { aBusyOrganisation } from '../support/a-busy-organisation.ts';
import { findLostReassignments, findUnfinishedRequests } from '../support/acknowledged-changes.ts';
import { anOrganisation } from '../support/an-organisation.ts';
import { type Answer, callServer, postJson, readJson } from '../support/call-server.ts';
import { assertNoneTakenSilently, judge } from '../support/drift-proof.ts';
import { assertTimelinesAddUp, loadFrozen, loadTimelines } from '../support/lead-timelines.ts';
import { type LoadWorld, startLoad } from '../support/load.ts';
import { findBreaches } from '../support/ownership-law.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { until } from '../support/until.ts';
import { useDatabase } from '../support/use-world.ts';

const orgId = 12;
const limitedOrgId = 13;
const quietLeads = 16_000;
/** They rest, so that there is room for the workers beside them. */
const clients = { reassigning: 3, changingManagers: 1, restMs: 50 };
/** From here on leads are held, so that whoever runs their chunks is found at it. */
const firstHeldLead = 10_000 + quietLeads / 4;

let world: LoadWorld;
let apis: [ServedProgram, ServedProgram];
const workers = new Map<string, ServedProgram>();

after(() => Promise.all([...apis, ...workers.values()].map((server) => server.stop())));
const db = useDatabase(async () => {
  world = await aBusyOrganisation(db.database, { orgId, leads: 60 });
  await addQuietLeads();
  apis = await Promise.all([serve('api', 'api-1'), serve('api', 'api-2')]);
});

/** Known to PostgreSQL by its name. */
function serve(role: 'api' | 'worker', name: string): Promise<ServedProgram> {
  const url = new URL(db.url);
  url.searchParams.set('application_name', name);
  return serveProgram(['--database-url', url.href, '--role', role, '--log-level', 'warn']);
}

async function startWorker(name: string): Promise<ServedProgram> {
  const worker = await serve('worker', name);
  workers.set(name, worker);
  return worker;
}

/** Leads that nobody stands on, so that all their history is made here. */
async function addQuietLeads(): Promise<void> {
  await inOrg(db.database, orgId, async (tx) => {
    tx.write({
      text: 'insert into lead (org_id, lead_id) select $1, 10000 + place from generate_series(1, $2) place',
      values: [orgId, quietLeads],
    });
  });
}

const post = (api: ServedProgram, path: string, body?: unknown, headers = world.headers): Promise<Answer> =>
  callServer(api.address, postJson(path, headers, body));

async function show(api: ServedProgram, requestId: number | string) {
  const answer = await callServer(api.address, {
    path: `/api/v1/requests/${requestId}`,
    headers: world.headers,
  });
  assert.equal(answer.status, 200, answer.text);
  return readJson<{ state: string; counts: { total: number; changed: number; skipped: number } }>(answer);
}

const toLast = (managerPlace: number) => [
  { UserId: world.guids.at(-1), ManagerId: world.guids[managerPlace] },
];

test('what one API accepts the other shows at once, and no API alone runs it', async () => {
  const [one, other] = apis;
  for (const [accepting, showing] of [
    [one, other],
    [other, one],
  ] as const) {
    const answer = await post(accepting, '/v2/UserManagement.svc/UpdateReportingManagerInBulk', toLast(3));
    assert.equal((await show(showing, readJson<{ WFAId: string }>(answer).WFAId)).state, 'queued');
  }
});

test('an idempotency key is one request at both APIs, also when both are asked at once', async () => {
  const [one, other] = apis;
  const body = { kind: 'reassign', leads: [1001], to: { user: { userId: world.userIds[0] } } };
  const headers = { ...world.headers, 'idempotency-key': 'at-both-doors' };
  const path = '/api/v1/requests?plan=true';
  const answers = await Promise.all([one, other, one, other].map((api) => post(api, path, body, headers)));
  answers.push(await post(other, path, body, headers));
  const ids = answers.map((answer) => readJson<{ requestId: number }>(answer).requestId);
  assert.ok(ids[0] !== undefined && ids.every((id) => id === ids[0]), answers.map(({ text }) => text).join());
  const reused = await post(other, path, { ...body, leads: [1002] }, headers);
  assert.equal(readJson<{ code: string }>(reused).code, 'idempotency-key-reused');
});

test('the limit of calls is shared: two APIs let through no more than one', async () => {
  const org = await anOrganisation(db.database, { orgId: limitedOrgId, users: { ada: {} } });
  const headers = await org.signIn('ada');
  const beganAt = performance.now();
  const answers = await Promise.all(
    Array.from({ length: 80 }, (_, place) =>
      callServer(apis[place % 2 === 0 ? 0 : 1].address, {
        path: '/v2/Authentication.svc/UserByAccessKey.Get',
        headers,
      }),
    ),
  );
  const windows = Math.ceil((performance.now() - beganAt) / 5_000);
  const allowed = answers.filter(({ status }) => status === 200).length;
  assert.ok(allowed >= 25 && allowed <= 25 * windows, `${allowed} in ${windows} windows`);
  assert.equal(answers.filter(({ status }) => status === 429).length, 80 - allowed);
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: db.url });
  await client.connect();
  return client;
}

/** The workers that hold a chunk of a request in this moment, by name. */
async function listWorkersWithChunks(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct application_name as name from pg_locks join pg_stat_activity using (pid)
      where relation = 'baton.request_chunk'::regclass and mode = 'RowShareLock' and application_name like 'worker-%'
        and pg_locks.database = (select oid from pg_database where datname = current_database())
      order by 1`,
  );
  return rows.map((row) => row.name);
}

test('two workers share a request under load at both APIs; one is killed, and every change happened exactly once', async (t) => {
  const client = await connect();
  const holder = await connect();
  t.after(() => Promise.all([client.end(), holder.end()]));
  await holder.query('begin');
  await holder.query('select from baton.lead where org_id = $1 and lead_id >= $2 for update', [
    orgId,
    firstHeldLead,
  ]);
  const loads = apis.map(({ address }) => startLoad(address, world, clients));
  t.after(() => Promise.all(loads.map((load) => load.stop())));

  const doomed = await startWorker('worker-1');
  const planned = await post(apis[0], '/api/v1/requests?plan=true', {
    kind: 'reassign',
    selection: {},
    to: { user: { userId: world.userIds[0] } },
    others: 'same-role',
  });
  const { requestId } = readJson<{ requestId: number }>(planned);
  await post(apis[1], `/api/v1/requests/${requestId}/run`);
  await until(
    'the first worker has run some',
    async () => (await show(apis[0], requestId)).counts.changed > 0,
  );
  await startWorker('worker-2');
  await until('both workers have chunks of it', async () => {
    return (await listWorkersWithChunks(client)).join() === 'worker-1,worker-2';
  });
  await doomed.kill();
  assert.equal((await show(apis[1], requestId)).state, 'running');
  await holder.query('commit');
  await startWorker('worker-1');
  await until('the request has ended', async () => (await show(apis[0], requestId)).state === 'done', {
    patienceMs: 90_000,
  });
  await Promise.all(loads.map((load) => load.stop()));

  const accepted = loads.flatMap((load) => load.accepted);
  const unfinished = () => findUnfinishedRequests(db.database, orgId, accepted);
  await until('every manager request has ended', async () => (await unfinished()).length === 0, {
    patienceMs: 90_000,
  });
  for (const { acknowledged, refused, broken } of loads) {
    assert.ok(acknowledged.length > 20, `only ${acknowledged.length} were acknowledged`);
    assert.deepEqual([[...refused], broken], [[], 0]);
  }
  const acknowledged = loads.flatMap((load) => load.acknowledged);
  assert.deepEqual(await findLostReassignments(db.database, orgId, acknowledged), []);
  assert.deepEqual(await findBreaches(db.database, orgId), []);
  const timelines = await loadTimelines(db.database, orgId);
  assertTimelinesAddUp(timelines);
  const request = await loadFrozen(db.database, orgId, requestId);
  assert.equal(new Set(request.rows.map((row) => row.leadId)).size, quietLeads + world.leadIds.length);
  for (const row of judge({ requestId, request, timelines })) assertNoneTakenSilently(row);
  const shown = await Promise.all(apis.map((api) => show(api, requestId)));
  assert.deepEqual(shown[0], shown[1]);
  assert.ok((shown[0]?.counts.changed ?? 0) >= quietLeads);
  await until('the table that it filled was measured, for whoever plans next', async () => {
    const { rows } = await client.query<{ isMeasured: boolean }>(
      `select pg_relation_size(oid) / 8192 <= 2 * relpages as "isMeasured" from pg_class
        where oid = 'baton.assignment'::regclass`,
    );
    return rows[0]?.isMeasured ?? false;
  });
});

test('a chunk in the hands of a worker that is gone without a word is looked at again soon, and run', async (t) => {
  const holder = await connect();
  t.after(() => holder.end());
  const planned = await post(apis[0], '/api/v1/requests?plan=true', {
    kind: 'reassign',
    leads: world.leadIds,
    to: { user: { userId: world.userIds[1] } },
  });
  const { requestId } = readJson<{ requestId: number }>(planned);
  await holder.query('begin');
  await holder.query('select from baton.request_chunk where request_id = $1 for update', [requestId]);
  await post(apis[0], `/api/v1/requests/${requestId}/run`);
  await until(
    'a worker has found it held, and will be back',
    async () => {
      const { state } = await show(apis[1], requestId);
      const jobs = await holder.query(
        'select from graphile_worker.jobs where key = $1 and run_at > now() and locked_at is null',
        [`request-${requestId}`],
      );
      return state === 'running' && jobs.rowCount === 1;
    },
    { patienceMs: 90_000 },
  );
  await holder.query('rollback');
  const isDone = async () => (await show(apis[1], requestId)).state === 'done';
  await until('it is done', isDone, { patienceMs: 90_000 }); // the job comes back by itself, and others may be before it
});
