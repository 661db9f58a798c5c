-- A plan that nobody ran in time has expired: it can be run no more, and the rows that it froze are let go.
alter table request drop constraint request_state_check, add constraint request_state_check
  check (state in ('planned', 'queued', 'running', 'done', 'failed', 'cancelled', 'expired'));
create index request_planned on request (created_at) where state = 'planned';

-- Of every org, some at a time; gives how many. The server's role may delete nothing by itself.
create function expire_plans(after_days integer, most integer) returns bigint language sql security definer
  set search_path = baton, pg_temp
begin atomic
  with waited as (
    select r.org_id, r.request_id from request r
    where r.state = 'planned' and r.created_at < now() - make_interval(days => after_days)
    order by r.created_at limit most for update skip locked
  ), expired as (
    update request r set state = 'expired', finished_at = clock_timestamp()
    from waited w where r.org_id = w.org_id and r.request_id = w.request_id
    returning r.org_id, r.request_id
  ), let_go as (
    delete from request_chunk c using expired e
    where c.org_id = e.org_id and c.request_id = e.request_id
  )
  select count(*) from expired;
end;
revoke all on function expire_plans from public;
grant execute on function expire_plans to baton_app;
