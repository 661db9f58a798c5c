import pg from 'pg';
import { call, waitFor } from './call.ts';
import { loadReassignments, type Target } from './load.ts';
import { ms, perSecond, type Row } from './table.ts';

interface Setting {
  ownerUrl: string;
  target: Target;
  leads: number;
  seconds: number;
}

/** Singles on leads that nobody holds, while a long request or somebody at psql holds others. */
export async function benchLocks({ ownerUrl, target, leads, seconds }: Setting): Promise<Row[]> {
  const free = Math.floor(leads / 2);
  const load = { connections: 64, seconds, leads: free };
  await loadReassignments(target, { ...load, seconds: 3 }); // warm
  const usual = await loadReassignments(target, load);
  const { requestId } = await call<{ requestId: number }>(target, '/api/v1/requests', {
    kind: 'reassign',
    rows: Array.from({ length: leads - free }, (_, place) => ({ leadId: free + place + 1 })),
    to: { user: { userId: 60 } },
    others: 'same-role',
    onFailure: 'all-or-nothing',
    onDrift: 'overwrite',
  });
  const beside = await loadReassignments(target, load);
  const { finishedAt } = await call<{ finishedAt: string | null }>(target, `/api/v1/requests/${requestId}`);
  await waitFor(target, requestId);
  const again = await loadReassignments(target, load);
  const locked = await holdLead(ownerUrl, target.orgId, () => loadReassignments(target, load));
  return [
    {
      what: 'singles beside all or nothing on other leads, p99',
      measured: ms(beside.p99Ms),
      floor: ms(usual.p99Ms),
      ratio: beside.p99Ms / usual.p99Ms,
      wanted: finishedAt === null ? '< 2' : '< 2 (it ended before the load did)',
    },
    {
      what: 'singles while somebody else holds one lead, rate',
      measured: perSecond(locked.perSecond),
      floor: perSecond(again.perSecond),
      ratio: locked.perSecond / again.perSecond,
      wanted: '>= 0.8',
    },
  ];
}

/** As somebody at psql does who looks at the first lead and forgets to commit. */
async function holdLead<Result>(
  ownerUrl: string,
  orgId: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: ownerUrl, options: '-c search_path=baton' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select from lead where org_id = $1 and lead_id = 1 for update', [orgId]);
    return await work();
  } finally {
    await client.end();
  }
}
