import pg from 'pg';
import { call, waitFor } from './call.ts';
import { loadReassignments, type Target } from './load.ts';
import { ms, perSecond, type Row } from './table.ts';

interface Setting {
  ownerUrl: string;
  /** Of org 2, whose every lead moves. */
  target: Target;
  /** Of org 1, whose singles must not feel it. */
  singles: Target;
  leads: number;
  singleLeads: number;
}

/** One request over every lead of an org: planned, run, undone; against bare SQL that writes the same rows. */
export async function benchBulk(setting: Setting): Promise<Row[]> {
  const { ownerUrl, target, leads } = setting;
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=baton' });
  await client.connect();
  try {
    const readS = await readPlain(client);
    const planned = await timed(() => plan(target, 62));
    const writeS = await writePlain(client, 61);
    const again = await timed(() => plan(target, 62));
    const { requestId } = again.result;
    await call(target, `/api/v1/requests/${requestId}/run`, {});
    const run = await waitFor(target, requestId);
    if (run.counts.changed !== leads) throw new Error(`Only ${run.counts.changed} leads changed.`);
    const undo = await undone(target, requestId);
    return [
      {
        what: `plan of ${leads} leads, preview included`,
        measured: ms(planned.seconds * 1000),
        floor: ms(readS * 1000),
        ratio: planned.seconds / readS,
        wanted: '< 2',
      },
      {
        what: `run of ${leads} leads, rate`,
        measured: perSecond(leads / run.seconds),
        floor: perSecond(leads / writeS),
        ratio: writeS / run.seconds,
        wanted: '>= 0.8',
      },
      {
        what: `plan and run of ${leads} leads, rate`,
        measured: perSecond(leads / (again.seconds + run.seconds)),
        floor: perSecond(leads / writeS),
        ratio: writeS / (again.seconds + run.seconds),
        wanted: '>= 0.8',
      },
      {
        what: 'undo of it, time',
        measured: ms(undo.seconds * 1000),
        floor: ms(run.seconds * 1000),
        ratio: undo.seconds / run.seconds,
        wanted: '<= 1.5',
      },
      ...(await benchBeside(setting)),
    ];
  } finally {
    await client.end();
  }
}

async function plan(target: Target, userId: number): Promise<{ requestId: number }> {
  return call(target, '/api/v1/requests?plan=true', {
    kind: 'reassign',
    selection: {},
    to: { user: { userId } },
    others: 'same-role',
  });
}

async function undone(target: Target, requestId: number) {
  const undo = await call<{ requestId: number }>(target, `/api/v1/requests/${requestId}/undo`, {});
  return waitFor(target, undo.requestId);
}

async function timed<Result>(run: () => Promise<Result>): Promise<{ seconds: number; result: Result }> {
  const started = performance.now();
  const result = await run();
  return { seconds: (performance.now() - started) / 1000, result };
}

/** The bare query that reads what a plan must know, streamed by the plain driver. */
async function readPlain(client: pg.Client): Promise<number> {
  const { seconds } = await timed(async () => {
    await client.query('begin');
    await client.query(
      `declare leads no scroll cursor for
       select l.lead_id, l.revision, a.user_id, a.role, a.standing, a.from_request, a.from_at
       from lead l left join assignment a
         on a.org_id = l.org_id and a.lead_id = l.lead_id and a.until_at is null
       where l.org_id = 2 order by l.lead_id`,
    );
    for (;;) {
      const { rowCount } = await client.query('fetch 8000 from leads');
      if (rowCount === 0) break;
    }
    await client.query('commit');
  });
  return seconds;
}

/** One bare set-based write of the same rows, in one transaction. */
async function writePlain(client: pg.Client, userId: number): Promise<number> {
  const { seconds } = await timed(async () => {
    await client.query('begin');
    const { rows } = await client.query(
      `insert into request (org_id, kind, state, origin, spec) values (2, 'reassign', 'done', 'api', '{}')
       returning request_id`,
    );
    const requestId = rows[0].request_id;
    await client.query(
      `with moved as (
         update assignment set until_request = $1, until_at = clock_timestamp()
         where org_id = 2 and until_at is null returning lead_id)
       select count(*) from moved`,
      [requestId],
    );
    await client.query(
      `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at)
       select 2, lead_id, $2, 'Loan Officer', 'primary', $1, clock_timestamp() from lead where org_id = 2`,
      [requestId, userId],
    );
    await client.query('update lead set revision = revision + 1 where org_id = 2');
    await client.query(
      `insert into request_chunk (org_id, request_id, chunk_no, subjects, revisions, receivers, outcomes)
       select 2, $1, lead_id / 4000, array_agg(lead_id), array_agg(revision), array_agg(61), repeat('c', 4000)
       from lead where org_id = 2 group by lead_id / 4000`,
      [requestId],
    );
    await client.query('commit');
  });
  await client.query('vacuum analyze assignment, lead');
  return seconds;
}

/** Singles of one org while a request of another runs over all its leads. */
async function benchBeside({ target, singles, singleLeads }: Setting): Promise<Row[]> {
  const load = { connections: 64, seconds: 8, leads: singleLeads };
  const idle = await loadReassignments(singles, load);
  const made = await call<{ requestId: number }>(target, '/api/v1/requests', {
    kind: 'reassign',
    selection: {},
    to: { user: { userId: 63 } },
    others: 'same-role',
  });
  const beside = await loadReassignments(singles, load);
  const { finishedAt } = await call<{ finishedAt: string | null }>(
    target,
    `/api/v1/requests/${made.requestId}`,
  );
  await waitFor(target, made.requestId);
  const wanted = finishedAt === null ? '' : ' (the request ended before the load did)';
  return [
    {
      what: 'singles at 64 connections beside it, rate',
      measured: perSecond(beside.perSecond),
      floor: perSecond(idle.perSecond),
      ratio: beside.perSecond / idle.perSecond,
      wanted: `>= 0.5${wanted}`,
    },
    {
      what: 'singles at 64 connections beside it, p99',
      measured: ms(beside.p99Ms),
      floor: ms(idle.p99Ms),
      ratio: beside.p99Ms / idle.p99Ms,
      wanted: '< 5',
    },
  ];
}
