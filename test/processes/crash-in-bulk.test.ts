// A server that is killed again and again while it runs a large request. Where that ends before the last
// kill, its undo is next.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { inOrg, readInOrg } from '../../src/database/transaction.ts';
import { anOrganisation, type Organisation } from '../support/an-organisation.ts';
import { callServer, postJson, readJson } from '../support/call-server.ts';
import { type ServedProgram, serveProgram } from '../support/serve-program.ts';
import { until } from '../support/until.ts';
import { useDatabase } from '../support/use-world.ts';

const orgId = 9;
const leads = 24_000;
const kills = 2;

let org: Organisation<'ada' | 'ben' | 'cy'>;
let headers: Record<string, string>;
let server: ServedProgram;

after(() => server.kill());
const db = useDatabase(async () => {
  org = await anOrganisation(db.database, { orgId, users: { ada: {}, ben: {}, cy: {} } });
  headers = await org.signIn('ada');
  await giveLeadsTo(org.user('ben').userId);
  server = await serve();
});

function serve(): Promise<ServedProgram> {
  return serveProgram(['--database-url', db.url, '--log-level', 'warn']);
}

async function giveLeadsTo(userId: number): Promise<void> {
  await inOrg(db.database, orgId, async (tx) => {
    tx.write({
      text: 'insert into lead (org_id, lead_id) select $1, place from generate_series(1, $2) place',
      values: [orgId, leads],
    });
    tx.write({
      text: `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at)
        select $1, place, $3, 'Loan Officer', 'primary', $4, '2026-01-05' from generate_series(1, $2) place`,
      values: [orgId, leads, userId, org.requestId],
    });
  });
}

async function ask(path: string, body?: object): Promise<number> {
  const answer = await callServer(server.address, postJson(path, headers, body));
  assert.ok(answer.status < 300, answer.text);
  return readJson<{ requestId: number }>(answer).requestId;
}

interface Progress {
  state: string;
  isFinished: boolean;
  chunksDone: number;
}

/** Read past the server, which may be dead. */
async function readProgress(requestId: number): Promise<Progress> {
  const [progress] = await readInOrg(db.database, orgId, (tx) =>
    tx.read<Progress>({
      text: `select state, finished_at is not null as "isFinished", (select count(*) from request_chunk c
          where c.org_id = $1 and c.request_id = $2 and outcomes is not null) as "chunksDone"
        from request where org_id = $1 and request_id = $2`,
      values: [orgId, requestId],
    }),
  );
  return progress ?? assert.fail(`request ${requestId} is gone`);
}

/** Some moment within the next two chunks or so; false where the request ended by then. */
async function awaitSomeMoment(requestId: number): Promise<boolean> {
  const { chunksDone } = await readProgress(requestId);
  const due = chunksDone + Math.floor(Math.random() * 2);
  await until('it goes on by itself', async () => {
    const progress = await readProgress(requestId);
    return progress.isFinished || (progress.state === 'running' && progress.chunksDone >= due);
  });
  await delay(Math.random() * 200);
  return !(await readProgress(requestId)).isFinished;
}

test('killed twice within requests of 24,000 rows, it resumes by itself and no row is lost or changed twice', {
  timeout: 600_000,
}, async () => {
  const requests = [
    await ask('/api/v1/requests', {
      kind: 'reassign',
      selection: {},
      to: { user: { userId: org.user('cy').userId } },
      others: 'same-role',
    }),
  ];
  let killed = 0;
  while (killed < kills) {
    const requestId = requests.at(-1) ?? 0;
    if (!(await awaitSomeMoment(requestId))) {
      requests.push(await ask(`/api/v1/requests/${requestId}/undo`));
      continue;
    }
    await server.kill();
    const { state, isFinished } = await readProgress(requestId);
    if (state === 'running' && !isFinished) killed += 1;
    server = await serve();
  }
  const last = requests.at(-1) ?? 0;
  await until('the last ends by itself', async () => (await readProgress(last)).isFinished, {
    patienceMs: 60_000,
  });
  for (const requestId of requests) assert.deepEqual(await tell(requestId), everyRowOnce, `${requestId}`);
  assert.deepEqual(await findWrongLeads(requests.length), []);
});

const everyRowOnce = {
  state: 'done',
  total: leads,
  changed: leads,
  others: 0,
  outcomes: 'c',
  rows: leads,
  subjects: leads,
  opened: leads,
  leadsOpened: leads,
  closed: leads,
  leadsClosed: leads,
};

/** What the request says of itself, its rows of themselves, and history of it. */
async function tell(requestId: number): Promise<typeof everyRowOnce | undefined> {
  const [told] = await readInOrg(db.database, orgId, (tx) =>
    tx.read<typeof everyRowOnce>({
      text: `select state, total, changed, unchanged + failed + skipped as others, rows.*, opened.*, closed.*
        from request,
          (select string_agg(distinct outcome, '') as outcomes, count(*) as rows,
            count(distinct subject) as subjects
            from request_chunk c, unnest(c.subjects, string_to_array(c.outcomes, null)) s (subject, outcome)
            where c.org_id = $1 and c.request_id = $2) rows,
          (select count(*) as opened, count(distinct lead_id) as "leadsOpened" from assignment
            where org_id = $1 and from_request = $2) opened,
          (select count(*) as closed, count(distinct lead_id) as "leadsClosed" from assignment
            where org_id = $1 and until_request = $2) closed
        where org_id = $1 and request_id = $2`,
      values: [orgId, requestId],
    }),
  );
  return told;
}

/** Leads that did not change once for each request, or whose rows leave a gap or overlap. */
async function findWrongLeads(changes: number): Promise<number[]> {
  const rows = await readInOrg(db.database, orgId, (tx) =>
    tx.read<{ leadId: number }>({
      text: `select l.lead_id as "leadId" from lead l left join (
          select lead_id, count(*) as rows, bool_and(until_at is not distinct from next_at) as is_whole
          from (select lead_id, until_at, lead(from_at) over (partition by lead_id order by from_at) as next_at
            from assignment where org_id = $1) a group by lead_id) history using (lead_id)
        where l.org_id = $1 and (revision, rows, is_whole) is distinct from ($2::bigint, $2::bigint + 1, true)
        limit 10`,
      values: [orgId, changes],
    }),
  );
  return rows.map((row) => row.leadId);
}
