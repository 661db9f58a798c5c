import pg from 'pg';
import { call } from './call.ts';
import type { Target } from './load.ts';
import { quantile } from './quantile.ts';
import { ms, type Row } from './table.ts';

const parts = 150;
const wantedMs = 50;

/** Pages of leads whose names have three letters in a row, such as stand in the middle of some name: rare and common. */
export async function benchSearch(ownerUrl: string, target: Target, leads: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const sort of ['leadId', 'name']) {
    const times: number[] = [];
    for (const part of await drawParts(ownerUrl, target.orgId)) {
      const from = performance.now();
      await call(target, `/api/v1/leads?sort=${sort}&q=${encodeURIComponent(part)}`);
      times.push(performance.now() - from);
    }
    for (const share of [0.5, 0.95, 1]) {
      const measured = quantile(times, share);
      const among = share === 1 ? 'the slowest' : `${share * 100} % within`;
      rows.push({
        what: `three letters amid ${leads} names, by ${sort}: ${among}`,
        measured: ms(measured),
        floor: ms(wantedMs),
        ratio: measured / wantedMs,
        wanted: '< 1',
      });
    }
  }
  return rows;
}

async function drawParts(ownerUrl: string, orgId: number): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=baton' });
  await client.connect();
  const { rows } = await client.query<{ part: string }>(
    `select distinct substr(name_key, 2 + (random() * (length(name_key) - 4))::integer, 3) as part
      from lead_name where org_id = $1 and lead_id % 997 = 1`,
    [orgId],
  );
  await client.end();
  return rows
    .map(({ part }) => part)
    .filter((part) => /^[a-z]{3}$/.test(part))
    .slice(0, parts);
}
