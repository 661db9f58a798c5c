import pg from 'pg';
import { call, medianOf, waitFor } from './call.ts';
import { openPoster, type Target } from './load.ts';
import { ms, type Row } from './table.ts';

interface Setting {
  ownerUrl: string;
  target: Target;
  users: number;
}

/** Between two calls: time enough for what the first asked to be applied. */
const pauseMs = 60;

/** Manager changes and the read of everyone below, in the org 1 of `users` users. */
export async function benchManagers({ ownerUrl, target, users }: Setting): Promise<Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=baton' });
  await client.connect();
  try {
    return [
      ...(await benchCall(client, target, users)),
      await benchManyRows(client, target, users),
      await benchEveryoneBelow(client, target),
    ];
  } finally {
    await client.end();
  }
}

async function benchCall(client: pg.Client, target: Target, users: number): Promise<Row[]> {
  const guids = await loadGuids(client);
  const rows = () =>
    Array.from({ length: 100 }, () => {
      const user = 1_000 + Math.floor(Math.random() * (users - 1_000));
      return { UserId: guids[user], ManagerId: guids[2 + Math.floor(Math.random() * 90)] };
    });
  const ids: string[] = [];
  const poster = openPoster(target, '/v2/UserManagement.svc/UpdateReportingManagerInBulk');
  const change = async () => ids.push(JSON.parse(await poster.post(rows())).WFAId);
  const answered = await medianOf(40, change, pauseMs);
  poster.close();
  for (const id of ids) await waitFor(target, Number(id));
  const insert = await medianOf(40, () => insertPlain(client, rows()), pauseMs);
  const { rows: delays } = await client.query(
    `select percentile_cont(0.5) within group (order by extract(epoch from finished_at - created_at) * 1000) as ms
     from request where org_id = 1 and request_id = any($1::bigint[])`,
    [ids],
  );
  return [
    {
      what: 'LeadSquared call of 100 rows, answered',
      measured: ms(answered),
      floor: ms(insert),
      ratio: answered / insert,
      wanted: 'one insert',
    },
    {
      what: 'LeadSquared call of 100 rows, applied after',
      measured: ms(Number(delays[0].ms)),
      floor: '100 ms',
      ratio: Number(delays[0].ms) / 100,
      wanted: '< 1',
    },
  ];
}

async function loadGuids(client: pg.Client): Promise<Record<number, string>> {
  const { rows } = await client.query('select user_id, guid from org_user where org_id = 1');
  return Object.fromEntries(rows.map((row) => [row.user_id, row.guid]));
}

async function insertPlain(client: pg.Client, inputs: unknown): Promise<void> {
  await client.query(
    `with r as (insert into request (org_id, kind, state, origin, spec, requested_by, total)
        values (1, 'managers', 'done', 'leadsquared', '{}', 1, 100) returning request_id)
     insert into request_chunk (org_id, request_id, chunk_no, subjects, inputs, outcomes)
     select 1, request_id, 1, '{}', $1, '' from r`,
    [JSON.stringify(inputs)],
  );
}

async function benchManyRows(client: pg.Client, target: Target, users: number): Promise<Row> {
  const rows = Array.from({ length: 10_000 }, (_, place) => ({
    user: { userId: users - place },
    manager: { userId: 2 + (place % 90) },
  }));
  const askedAt = Date.now();
  const made = await call<{ requestId: number }>(target, '/api/v1/requests', { kind: 'managers', rows });
  const ran = await waitFor(target, made.requestId);
  if (ran.counts.failed + ran.counts.skipped > 0) throw new Error('Some manager rows failed.');
  const seconds = (Date.parse(ran.finishedAt ?? '') - askedAt) / 1000;
  const started = performance.now();
  await writePlain(client, users);
  const floorS = (performance.now() - started) / 1000;
  return {
    what: '10,000 manager rows in a tree of 100,000, from the call to the last write',
    measured: ms(seconds * 1000),
    floor: ms(floorS * 1000),
    ratio: seconds / floorS,
    wanted: 'measured < 1 s',
  };
}

async function writePlain(client: pg.Client, users: number): Promise<void> {
  await client.query('begin');
  const { rows } = await client.query(
    `insert into request (org_id, kind, state, origin, spec, total)
     values (1, 'managers', 'done', 'api', '{}', 10000) returning request_id`,
  );
  await client.query(
    `update reporting_line set until_request = $1, until_at = clock_timestamp()
     where org_id = 1 and user_id between $2::int - 9999 and $2 and until_at is null`,
    [rows[0].request_id, users],
  );
  await client.query(
    `insert into reporting_line (org_id, user_id, manager_id, from_request, from_at)
     select 1, n, 2 + n % 90, $1, clock_timestamp() from generate_series($2::int - 9999, $2) n`,
    [rows[0].request_id, users],
  );
  await client.query('commit');
}

async function benchEveryoneBelow(client: pg.Client, target: Target): Promise<Row> {
  const path = '/v2/UserManagement.svc/ReportingHierarchy/RetrieveAllReportingUsers';
  const measured = await medianOf(7, () => call(target, path));
  const bare = await medianOf(7, () =>
    client.query(
      `with recursive below as (
         select user_id from reporting_line where org_id = 1 and manager_id = 1 and until_at is null
         union all
         select l.user_id from reporting_line l join below b on l.manager_id = b.user_id
         where l.org_id = 1 and l.until_at is null)
       select u.guid from below join org_user u on u.org_id = 1 and u.user_id = below.user_id`,
    ),
  );
  return {
    what: 'everyone below the head of 100,000',
    measured: ms(measured),
    floor: ms(bare),
    ratio: measured / bare,
    wanted: '< 3',
  };
}
