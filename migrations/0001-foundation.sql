-- The whole model. Every key begins with org_id, every tenant table is under row-level security, and
-- the server works as baton_app, which cannot bypass it. Nothing is ever deleted: history is these tables.

create table org (
  org_id            integer primary key check (org_id > 0),
  name              text not null,
  leadsquared_calls integer not null default 25 check (leadsquared_calls > 0), -- calls in any 5 seconds
  created_at        timestamptz not null default clock_timestamp()
);

create table org_user (
  org_id      integer not null references org,
  user_id     integer not null check (user_id > 0),
  guid        uuid not null default gen_random_uuid(),
  email       text not null,
  first_name  text not null,
  last_name   text not null,
  agent_role  text not null,
  access_role text not null check (access_role in ('administrator', 'manager', 'agent')),
  is_active   boolean not null default true,
  created_at  timestamptz not null default clock_timestamp(),
  primary key (org_id, user_id)
);
create unique index org_user_guid on org_user (org_id, guid);
create unique index org_user_email on org_user (org_id, lower(email));
create index org_user_inactive on org_user (org_id, user_id) where not is_active;

-- Access keys carry their org in their text (u$r<org>.<random>), so a look-up never crosses orgs.
create table access_key (
  org_id      integer not null,
  access_key  text not null,
  user_id     integer not null,
  secret_hash bytea not null, -- SHA-256 of a secret of 160 random bits
  created_at  timestamptz not null default clock_timestamp(),
  revoked_at  timestamptz,
  primary key (org_id, access_key),
  foreign key (org_id, user_id) references org_user
);

create table lead (
  org_id     integer not null references org,
  lead_id    bigint not null check (lead_id > 0),
  name       text not null default '',
  status     text not null default '',
  source     text not null default '',
  state      text not null default '',
  attributes jsonb not null default '{}',
  revision   bigint not null default 0, -- grows with every change of the lead's assignments
  created_at timestamptz not null default clock_timestamp(),
  primary key (org_id, lead_id)
) with (fillfactor = 80);

create sequence request_id as bigint start 1000000000 cache 1;

-- No foreign key names org, requester or request on the hot tables: a caller's key proves the first two, the
-- third is written by the same transaction, nothing is ever deleted, and each would cost every reassignment.
create table request (
  org_id          integer not null,
  request_id      bigint not null default nextval('request_id'),
  kind            text not null check (kind in ('reassign', 'managers', 'import', 'undo')),
  state           text not null check (state in ('planned', 'queued', 'running', 'done', 'failed', 'cancelled')),
  origin          text not null check (origin in ('insellerate', 'leadsquared', 'api', 'cli')),
  spec            jsonb not null,
  total           integer not null default 0,
  changed         integer not null default 0,
  unchanged       integer not null default 0,
  failed          integer not null default 0,
  skipped         integer not null default 0,
  requested_by    integer, -- null: the operator, from the command line
  undoes          bigint,
  created_at      timestamptz not null default clock_timestamp(),
  started_at      timestamptz,
  finished_at     timestamptz,
  primary key (org_id, request_id),
  foreign key (org_id, undoes) references request
);
create index request_unfinished on request (org_id, request_id) where state in ('queued', 'running');
create index request_waiting on request (org_id, request_id) where state in ('planned', 'queued');
create index request_undoes on request (org_id, undoes) where undoes is not null;

-- The rows of a request, frozen in chunks. A chunk runs in one transaction that also marks it done.
create table request_chunk (
  org_id     integer not null,
  request_id bigint not null,
  chunk_no   integer not null,
  subjects   bigint[] not null,  -- lead ids or user ids in input order; 0 where a row names nobody known
  inputs     jsonb,              -- the rows as asked, where they differ from row to row
  revisions  bigint[],           -- the revision each lead had when its row was judged or planned
  outcomes   text,               -- a letter a row: c changed, u unchanged, f failed, s skipped; null: not yet run
  details    jsonb,              -- what did not go as asked, by row: {"1": {"code": ..., "message": ...}}
  primary key (org_id, request_id, chunk_no)
);
create index request_chunk_waiting on request_chunk (org_id, request_id, chunk_no) where outcomes is null;

create table assignment (
  org_id        integer not null,
  lead_id       bigint not null,
  user_id       integer not null,
  role          text not null,
  standing      text not null check (standing in ('primary', 'secondary')),
  from_request  bigint not null,
  from_at       timestamptz not null,
  until_request bigint,
  until_at      timestamptz,
  primary key (org_id, lead_id, user_id, from_request),
  check ((until_at is null) = (until_request is null)),
  check (until_at > from_at),
  foreign key (org_id, lead_id) references lead,
  foreign key (org_id, user_id) references org_user
);
create unique index assignment_once on assignment (org_id, lead_id, user_id) where until_at is null;
create unique index assignment_primary on assignment (org_id, lead_id, role)
  where until_at is null and standing = 'primary';
create index assignment_book on assignment (org_id, user_id, until_at);

create table reporting_line (
  org_id        integer not null,
  user_id       integer not null,
  manager_id    integer not null check (manager_id <> user_id),
  from_request  bigint not null,
  from_at       timestamptz not null,
  until_request bigint,
  until_at      timestamptz,
  primary key (org_id, user_id, from_request),
  check ((until_at is null) = (until_request is null)),
  check (until_at > from_at),
  foreign key (org_id, user_id) references org_user,
  foreign key (org_id, manager_id) references org_user
);
create unique index reporting_line_once on reporting_line (org_id, user_id) where until_at is null;
create index reporting_line_reports on reporting_line (org_id, manager_id, until_at);

-- The sliding window of the LeadSquared face: the moments of an org's latest calls. Loss is harmless.
create unlogged table leadsquared_window (
  org_id integer primary key,
  calls  timestamptz[] not null default '{}'
);

create function current_org() returns integer stable language sql
  return nullif(current_setting('baton.org_id', true), '')::integer;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['org', 'org_user', 'access_key', 'lead', 'request', 'request_chunk',
                                      'assignment', 'reporting_line', 'leadsquared_window']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('create policy own_org on %I to baton_app using (org_id = current_org())', tenant_table);
  end loop;
end
$$;

grant usage on schema baton to baton_app;
grant select, insert, update on all tables in schema baton to baton_app;
grant usage on all sequences in schema baton to baton_app;

-- Jobs are enqueued in the transaction that needs them; the queue's own tables stay out of reach.
create function enqueue_request(request_id bigint, run_at timestamptz default now())
  returns void language sql security definer set search_path = baton, pg_temp
begin atomic
  select graphile_worker.add_job(
    'run-request',
    json_build_object('orgId', current_org(), 'requestId', request_id),
    run_at := run_at,
    job_key := 'request-' || request_id,
    max_attempts := 25);
end;
revoke all on function enqueue_request from public;
grant execute on function enqueue_request to baton_app;

-- Requests that are accepted and not finished, of every org: what a starting worker takes up again.
-- Not imports: whoever started one reads the file, so nobody else can go on with it.
create function unfinished_requests() returns table (org_id integer, request_id bigint)
  language sql security definer stable set search_path = baton, pg_temp
begin atomic
  select r.org_id, r.request_id from request r
  where r.state in ('queued', 'running') and r.kind <> 'import';
end;
revoke all on function unfinished_requests from public;
grant execute on function unfinished_requests to baton_app;
