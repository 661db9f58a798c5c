import pg from 'pg';
import { medianOf } from './call.ts';
import type { Target } from './load.ts';
import { ms, type Row } from './table.ts';

const rounds = 5;

/** All leads as a table, against the bare copy of the same columns to the same machine. */
export async function benchExports(ownerUrl: string, target: Target, leads: number): Promise<Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=baton' });
  await client.connect();
  try {
    const copied = await medianOf(rounds, () => copyOut(client, target.orgId));
    const csv = await medianOf(rounds, () => readAll(target, 'csv', leads + 1));
    const ndjson = await medianOf(rounds, () => readAll(target, 'ndjson', leads));
    const what = `an export of ${leads.toLocaleString('en')} leads`;
    return [
      { what: `${what}, CSV`, measured: ms(csv), floor: ms(copied), ratio: csv / copied, wanted: '< 6' },
      {
        what: `${what}, NDJSON`,
        measured: ms(ndjson),
        floor: ms(copied),
        ratio: ndjson / copied,
        wanted: '< 6',
      },
    ];
  } finally {
    await client.end();
  }
}

/** The driver takes what comes and throws it away. */
async function copyOut(client: pg.Client, orgId: number): Promise<void> {
  await client.query(`copy (select l.lead_id, l.name, l.status, l.source, l.state, l.phone, l.email, l.product, l.amount,
      l.created_at, u.email, l.attributes
    from lead l left join assignment a on a.org_id = l.org_id and a.lead_id = l.lead_id and a.until_at is null
      and a.standing = 'primary'
    left join org_user u on u.org_id = a.org_id and u.user_id = a.user_id
    where l.org_id = ${orgId} and not l.is_archived order by l.lead_id) to stdout with (format csv, header)`);
}

async function readAll(target: Target, format: string, lines: number): Promise<void> {
  const answer = await fetch(`${target.address}/api/v1/exports/leads?format=${format}`, {
    headers: { 'x-lsq-accesskey': target.accessKey, 'x-lsq-secretkey': target.secretKey },
  });
  let read = 0;
  for await (const bytes of answer.body ?? []) for (const byte of bytes) if (byte === 10) read += 1;
  if (read !== lines) throw new Error(`An export had ${read} lines instead of ${lines}.`);
}
