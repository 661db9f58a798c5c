import type { Transaction } from '../../database/transaction.ts';
import type { OnDrift, OnFailure } from './plan-rules.ts';
import type { RequestKind, RequestState } from './request-rules.ts';

/** A request as its retry needs to know it. */
export interface RetryableRequest {
  kind: RequestKind;
  state: RequestState;
  spec: unknown;
  onFailure: OnFailure;
  onDrift: OnDrift;
  finishedAt: string | null;
  /** Its rows were frozen by a plan, so they can be frozen again. */
  wasPlanned: boolean;
}

export async function findRetryable(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<RetryableRequest | undefined> {
  const [row] = await tx.read<RetryableRequest>({
    text: `select kind, state, spec, on_failure as "onFailure", on_drift as "onDrift",
        finished_at as "finishedAt", preview is not null as "wasPlanned"
      from request where org_id = $1 and request_id = $2`,
    values: [orgId, requestId],
  });
  return row;
}

/**
 * Gives a new request the rows of an earlier one that failed or were not attempted, in the same chunks and
 * order, with the revisions of now. A row that the plan could not read keeps the reason why.
 */
export async function copyRowsToRetry(
  tx: Transaction,
  orgId: number,
  ids: { from: number; to: number },
): Promise<number> {
  const [row] = await tx.read<{ total: number }>({
    text: `with chosen as (
        select c.chunk_no, c.part, s.subject, s.place,
          row_number() over (partition by c.chunk_no order by s.place) - 1 as new_place,
          c.receivers[s.place] as receiver, c.inputs->(s.place::integer - 1) as input,
          substr(c.whys, s.place::integer, 1) as why, c.keys[s.place] as key,
          c.details->((s.place - 1)::text) as detail,
          c.receivers is null as no_receivers, c.inputs is null as no_inputs, c.whys is null as no_whys,
          c.keys is null as no_keys
        from request_chunk c, unnest(c.subjects) with ordinality s (subject, place)
        where c.org_id = $1 and c.request_id = $2
          and (c.outcomes is null or substr(c.outcomes, s.place::integer, 1) in ('f', 'n'))
      ), copied as (
        insert into request_chunk (org_id, request_id, chunk_no, part, subjects, revisions, receivers, inputs,
          whys, keys, details)
        select $1, $3, chunk_no, part, array_agg(subject order by place),
          case when part <> 'account' then array_agg(
            coalesce(case part when 'users' then r.from_request else l.revision end, 0) order by place) end,
          case when bool_and(no_receivers) then null else array_agg(receiver order by place) end,
          case when bool_and(no_inputs) then null else jsonb_agg(input order by place) end,
          case when bool_and(no_whys) then null else string_agg(why, '' order by place) end,
          case when bool_and(no_keys) then null else array_agg(key order by place) end,
          jsonb_object_agg(new_place, detail) filter (where detail is not null and receiver = 0)
        from chosen
        left join lead l on part = 'leads' and l.org_id = $1 and l.lead_id = subject
        left join reporting_line r on part = 'users' and r.org_id = $1 and r.user_id = subject
          and r.until_at is null
        group by chunk_no, part
        returning cardinality(subjects) as rows
      )
      select coalesce(sum(rows), 0)::bigint as total from copied`,
    values: [orgId, ids.from, ids.to],
  });
  return row?.total ?? 0;
}
