-- A process that died between the cancelling of a request and its end left it without one: it is taken up as well.
create index request_half_cancelled on request (org_id, request_id)
  where state = 'cancelled' and finished_at is null;

create or replace function unfinished_requests() returns table (org_id integer, request_id bigint)
  language sql security definer stable set search_path = baton, pg_temp
begin atomic
  select r.org_id, r.request_id from request r
  where r.state in ('queued', 'running') and r.kind <> 'import' and coalesce(r.run_at, now()) <= now()
  union all
  select r.org_id, r.request_id from request r where r.state = 'cancelled' and r.finished_at is null;
end;
