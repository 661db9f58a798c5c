-- Requests of any size: planned, previewed, run in chunks, scheduled, retried; and everything a leaver leaves.

alter table request
  drop constraint request_kind_check,
  add constraint request_kind_check check (kind in ('reassign', 'managers', 'offboard', 'import', 'undo')),
  add column reason           text,
  add column run_at           timestamptz, -- not before this moment
  add column on_failure       text not null default 'continue'
    check (on_failure in ('continue', 'stop', 'all-or-nothing')),
  add column on_drift         text not null default 'skip' check (on_drift in ('skip', 'stop', 'overwrite')),
  add column idempotency_key  text,
  add column idempotency_hash bytea,       -- SHA-256 of the body that came with the key
  add column retries          bigint,      -- the request whose failed and not attempted rows these are
  add column preview          jsonb,       -- what the plan foresaw: counts, books, warnings
  add column result           jsonb,       -- what is true once it has ended, beyond its rows
  add constraint request_retries_fkey foreign key (org_id, retries) references request;
create unique index request_idempotency on request (org_id, requested_by, idempotency_key)
  where idempotency_key is not null;
create index request_retries on request (org_id, retries) where retries is not null;

-- revisions are those of the plan: a lead that has another one when its row runs has drifted.
alter table request_chunk
  add column part      text check (part in ('leads', 'users', 'account')), -- null: as the request's kind says
  add column receivers integer[], -- who is to become primary, or manager, row by row; null: as the spec says
  add column planned   text,      -- the outcomes foreseen, a letter a row
  add column whys      text,      -- k kept, s by share, n no room: how a distribution placed each row
  add column keys      text[];    -- the caller's own key of each row

-- switched_by_request last ended it or brought it back; null: none did, or whoever did was no request.
alter table org_user
  add column is_available        boolean not null default true, -- false: takes no new leads now
  add column switched_by_request bigint;
alter table access_key add column switched_by_request bigint;
create index access_key_user on access_key (org_id, user_id);

create or replace function unfinished_requests() returns table (org_id integer, request_id bigint)
  language sql security definer stable set search_path = baton, pg_temp
begin atomic
  select r.org_id, r.request_id from request r
  where r.state in ('queued', 'running') and r.kind <> 'import' and coalesce(r.run_at, now()) <= now();
end;

-- After many rows landed at once: without statistics the next queries would be planned for empty tables.
create function refresh_statistics() returns void language plpgsql security definer
  set search_path = baton, pg_temp as $$
begin
  analyze lead, org_user, assignment, reporting_line, request, request_chunk;
end
$$;
revoke all on function refresh_statistics from public;
grant execute on function refresh_statistics to baton_app;

-- A request of many rows waits for others like it, never the small ones for it.
create or replace function enqueue_request(request_id bigint, run_at timestamptz default now())
  returns void language sql security definer set search_path = baton, pg_temp
begin atomic
  select graphile_worker.add_job(
    case when r.total > 5000 then 'run-large-request' else 'run-request' end,
    json_build_object('orgId', r.org_id, 'requestId', r.request_id),
    run_at := enqueue_request.run_at,
    job_key := 'request-' || r.request_id,
    max_attempts := 25)
  from request r where r.org_id = current_org() and r.request_id = enqueue_request.request_id;
end;
