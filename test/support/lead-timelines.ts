// What happened to each lead, request by request, read from the assignments alone.

import assert from 'node:assert/strict';
import type { Database } from '../../src/database/database.ts';
import { readInOrg } from '../../src/database/transaction.ts';

/** A request changed who stands on the lead; each one makes a revision, from 1 on. */
export interface Touch {
  requestId: number;
  at: string;
}

export interface LeadTimeline {
  leadId: number;
  /** As the lead itself says. */
  revision: number;
  touches: Touch[];
}

/** Of every lead of the organisation, in the order of time. */
export async function loadTimelines(database: Database, orgId: number): Promise<Map<number, LeadTimeline>> {
  const rows = await readInOrg(database, orgId, (tx) =>
    tx.read<{ leadId: number; revision: number; requestId: number | null; at: string | null }>({
      text: `with touch as (
          select lead_id, from_request as request_id, from_at as at from assignment where org_id = $1
          union select lead_id, until_request, until_at from assignment where org_id = $1 and until_at is not null)
        select l.lead_id as "leadId", l.revision, t.request_id as "requestId", t.at
        from lead l left join touch t using (lead_id) where l.org_id = $1 order by l.lead_id, t.at, t.request_id`,
      values: [orgId],
    }),
  );
  return new Map(
    Array.from(
      Map.groupBy(rows, (row) => row.leadId),
      ([leadId, ofLead]) => [
        leadId,
        {
          leadId,
          revision: ofLead[0]?.revision ?? 0,
          touches: ofLead.flatMap(({ requestId, at }) =>
            requestId === null || at === null ? [] : [{ requestId, at }],
          ),
        },
      ],
    ),
  );
}

/** Every change of a lead made one revision, and nothing else did. */
export function assertTimelinesAddUp(timelines: ReadonlyMap<number, LeadTimeline>): void {
  for (const { leadId, revision, touches } of timelines.values()) {
    assert.equal(touches.length, revision, `lead ${leadId} changed as often as its revision says`);
  }
}

/** A row of a request of leads, with the revision its plan froze. */
export interface FrozenRow {
  leadId: number;
  revision: number;
  letter: string;
  detail: { code: string; laterRequest: number | null } | null;
}

export interface FrozenRequest {
  state: string;
  startedAt: string;
  finishedAt: string;
  rows: FrozenRow[];
}

/** A request of leads as it is stored, in the order of its rows. */
export async function loadFrozen(
  database: Database,
  orgId: number,
  requestId: number,
): Promise<FrozenRequest> {
  const [[request], rows] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read<Omit<FrozenRequest, 'rows'>>({
        text: `select state, started_at as "startedAt", finished_at as "finishedAt" from request
          where org_id = $1 and request_id = $2`,
        values: [orgId, requestId],
      }),
      tx.read<FrozenRow>({
        text: `select s.lead_id as "leadId", s.revision, s.letter, c.details->((s.place - 1)::text) as detail
          from request_chunk c, unnest(c.subjects, c.revisions,
            string_to_array(coalesce(c.outcomes, repeat('n', cardinality(c.subjects))), null))
            with ordinality s (lead_id, revision, letter, place)
          where c.org_id = $1 and c.request_id = $2 order by c.chunk_no, s.place`,
        values: [orgId, requestId],
      }),
    ]),
  );
  if (!request) throw new Error(`There is no request ${requestId}.`);
  return { ...request, rows };
}
