import pg from 'pg';

export interface Timing {
  perSecond: number;
  medianMs: number;
  p99Ms: number;
}

/**
 * The floor of a single reassignment: the same rows as Baton writes (request, chunk, closed and opened
 * assignment, revision), by plain pg, one transaction each, without judging anything.
 */
export async function measureFloor(
  url: string,
  orgId: number,
  options: { connections: number; seconds: number; leads: number },
): Promise<Timing> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections,
    options: '-c search_path=baton',
  });
  const end = performance.now() + options.seconds * 1000;
  const tookMs: number[] = [];
  const lane = async () => {
    const client = await pool.connect();
    while (performance.now() < end) {
      const started = performance.now();
      await writeOne(client, orgId, 1 + Math.floor(Math.random() * options.leads));
      tookMs.push(performance.now() - started);
    }
    client.release();
  };
  await Promise.all(Array.from({ length: options.connections }, lane));
  await pool.end();
  return summarise(tookMs, options.seconds);
}

async function writeOne(client: pg.PoolClient, orgId: number, leadId: number): Promise<void> {
  const userId = 2 + Math.floor(Math.random() * 50);
  await client.query('begin');
  await client.query({
    name: 'lead',
    text: 'update lead set revision = revision + 1 where org_id = $1 and lead_id = $2',
    values: [orgId, leadId],
  });
  const { rows } = await client.query({
    name: 'request',
    text: `insert into request (org_id, kind, state, origin, spec, requested_by, total, changed, started_at, finished_at)
      values ($1, 'reassign', 'done', 'insellerate', $2, 1, 1, 1, clock_timestamp(), clock_timestamp())
      returning request_id`,
    values: [orgId, JSON.stringify({ primary: { userId }, listed: [], others: 'same-role' })],
  });
  const requestId = rows[0].request_id;
  await client.query({
    name: 'chunk',
    text: `insert into request_chunk (org_id, request_id, chunk_no, subjects, revisions, outcomes)
      values ($1, $2, 1, array[$3::bigint], array[1::bigint], 'c')`,
    values: [orgId, requestId, leadId],
  });
  await client.query({
    name: 'close',
    text: `update assignment set until_request = $3, until_at = clock_timestamp()
      where org_id = $1 and lead_id = $2 and until_at is null and role = 'Loan Officer'`,
    values: [orgId, leadId, requestId],
  });
  await client.query({
    name: 'open',
    text: `insert into assignment (org_id, lead_id, user_id, role, standing, from_request, from_at)
      values ($1, $2, $3, 'Loan Officer', 'primary', $4, clock_timestamp())`,
    values: [orgId, leadId, userId, requestId],
  });
  await client.query('commit');
}

export function summarise(tookMs: number[], seconds: number): Timing {
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: tookMs.length / seconds, medianMs: at(0.5), p99Ms: at(0.99) };
}
