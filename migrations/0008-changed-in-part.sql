-- An undo may put back one role of a lead and leave another alone: such a row changed, in part, with the letter p in
-- request_chunk.outcomes. changed_in_part counts them; they are among those that changed.
alter table request add column changed_in_part integer not null default 0;

-- Undos of old told such a row by its worst role, as failed or skipped, though its details say that others went back. Of
-- one that was all or nothing nothing was kept, so its rows told the truth.
create temporary table told_by_worst on commit drop as
select c.org_id, c.request_id, c.chunk_no, d.key::integer as place, d.value as detail,
  substr(c.outcomes, d.key::integer + 1, 1) as letter
from request r join request_chunk c using (org_id, request_id), jsonb_each(c.details) d
where r.kind = 'undo' and r.on_failure <> 'all-or-nothing' and c.outcomes is not null
  and d.value @> '{"roles": [{"outcome": "changed"}]}' and substr(c.outcomes, d.key::integer + 1, 1) in ('f', 's');

with retold as (
  select t.org_id, t.request_id, t.chunk_no, array_agg(t.place + 1) as places,
    jsonb_object_agg(t.place::text, t.detail - 'roles' || jsonb_build_object('leftAlone', left_alone.list)) as details
  from told_by_worst t cross join lateral (
    select jsonb_agg(jsonb_build_object('role', role,
        'code', case outcome when 'failed' then t.detail->>'code' else 'later-change' end,
        'message', case when is_worst then t.detail->>'message' when outcome = 'failed'
          then role || ' could not be put back.' else role || ' was changed later, so it stayed as it was.' end)
      || case when is_worst and outcome = 'skipped'
        then jsonb_build_object('laterRequestId', t.detail->'laterRequest') else '{}' end order by ord) as list
    from (
      select value->>'role' as role, value->>'outcome' as outcome, ord,
        ord = min(ord) filter (where left(value->>'outcome', 1) = t.letter) over () as is_worst
      from jsonb_array_elements(t.detail->'roles') with ordinality r (value, ord)
      where value->>'outcome' in ('failed', 'skipped')
    ) each
  ) left_alone
  group by t.org_id, t.request_id, t.chunk_no
)
update request_chunk c set details = c.details || n.details, outcomes = (
    select string_agg(case when s.place = any(n.places) then 'p' else s.letter end, '' order by s.place)
    from string_to_table(c.outcomes, null) with ordinality s (letter, place))
from retold n
where (c.org_id, c.request_id, c.chunk_no) = (n.org_id, n.request_id, n.chunk_no);

update request r set changed = r.changed + n.failed + n.skipped, changed_in_part = n.failed + n.skipped,
  failed = r.failed - n.failed, skipped = r.skipped - n.skipped,
  state = case when r.state = 'failed' and r.failed = r.total and n.failed > 0 then 'done' else r.state end
from (
  select org_id, request_id, count(*) filter (where letter = 'f') as failed, count(*) filter (where letter = 's') as skipped
  from told_by_worst group by org_id, request_id
) n
where (r.org_id, r.request_id) = (n.org_id, n.request_id);
