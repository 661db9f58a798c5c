// What callers were told is done, held against what the database has.

import type { Database } from '../../src/database/database.ts';
import { readInOrg } from '../../src/database/transaction.ts';

/** A reassignment whose caller was told of its success. */
export interface Acknowledged {
  requestId: number;
  leadId: number;
  /** Who was to be the primary of their role. */
  userId: number;
}

interface Found extends Acknowledged {
  state: string | null;
  outcomes: string | null;
  subjects: number[] | null;
  primaryThen: number;
  touchedRows: number;
}

/** Acknowledged reassignments that are not in history exactly once; empty when all are. */
export async function findLostReassignments(
  database: Database,
  orgId: number,
  acknowledged: readonly Acknowledged[],
): Promise<string[]> {
  const found = await readInOrg(database, orgId, (tx) =>
    tx.read<Found>({
      text: `select k.request_id as "requestId", k.lead_id as "leadId", k.user_id as "userId", r.state,
          (select string_agg(c.outcomes, '' order by c.chunk_no) from request_chunk c
            where c.org_id = $1 and c.request_id = k.request_id) as outcomes,
          (select array_agg(s) from request_chunk c, unnest(c.subjects) s
            where c.org_id = $1 and c.request_id = k.request_id) as subjects,
          (select count(*)::integer from assignment a where a.org_id = $1 and a.lead_id = k.lead_id
            and a.user_id = k.user_id and a.standing = 'primary' and a.from_at <= r.finished_at
            and (a.until_at is null or a.until_at > r.finished_at)) as "primaryThen",
          (select count(*)::integer from assignment a where a.org_id = $1 and a.lead_id = k.lead_id
            and k.request_id in (a.from_request, a.until_request)) as "touchedRows"
        from unnest($2::bigint[], $3::bigint[], $4::integer[]) k (request_id, lead_id, user_id)
        left join request r on r.org_id = $1 and r.request_id = k.request_id and r.kind = 'reassign'`,
      values: [
        orgId,
        acknowledged.map((each) => each.requestId),
        acknowledged.map((each) => each.leadId),
        acknowledged.map((each) => each.userId),
      ],
    }),
  );
  const repeated = acknowledged.length - new Set(acknowledged.map((each) => each.requestId)).size;
  return [
    ...(repeated > 0 ? [`${repeated} request ids were given twice`] : []),
    ...(found.length < acknowledged.length ? ['not all were looked for'] : []),
    ...found.flatMap((each) => describeLoss(each).map((loss) => `request ${each.requestId}: ${loss}`)),
  ];
}

function describeLoss({ state, outcomes, subjects, leadId, primaryThen, touchedRows }: Found): string[] {
  if (state !== 'done') return [`its state is ${state}`];
  if (subjects?.join() !== String(leadId)) return [`its rows are leads ${subjects}, not lead ${leadId}`];
  if (primaryThen !== 1) return ['its user was not the primary when it had ended'];
  if (outcomes === 'u') return touchedRows === 0 ? [] : ['it is unchanged and yet touched history'];
  if (outcomes === 'c') return touchedRows > 0 ? [] : ['it changed something and yet is not in history'];
  return [`its outcomes are ${outcomes}`];
}

/** Accepted manager requests that did not end as `done` with every row judged; empty when all did. */
export async function findUnfinishedRequests(
  database: Database,
  orgId: number,
  requestIds: readonly string[],
): Promise<string[]> {
  const rows = await readInOrg(database, orgId, (tx) =>
    tx.read<{ requestId: string; state: string | null }>({
      text: `select k.id as "requestId", r.state from unnest($2::text[]) k (id)
        left join request r on r.org_id = $1 and r.request_id = k.id::bigint and r.kind = 'managers'
        where r.state is distinct from 'done'`,
      values: [orgId, requestIds],
    }),
  );
  return rows.map(({ requestId, state }) => `request ${requestId}: its state is ${state}`);
}
