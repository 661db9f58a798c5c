-- People sign in: passwords, sessions and sign-in links; and lists of any number of leads.

-- Of the whole installation. What is derived from it tells nothing without it.
create table installation (
  is_only         boolean primary key default true check (is_only),
  password_secret bytea not null
);
insert into installation (password_secret)
  values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

create table password (
  org_id        integer not null,
  user_id       integer not null,
  password_hash bytea not null, -- by scrypt, salted by the user's e-mail and the installation's secret
  changed_at    timestamptz not null default clock_timestamp(),
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references org_user
);

-- A session that ended is deleted: it is no history of ownership.
create table session (
  org_id       integer not null,
  session_hash bytea not null, -- SHA-256 of a token of 256 random bits
  user_id      integer not null,
  created_at   timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  expires_at   timestamptz not null,
  primary key (org_id, session_hash),
  foreign key (org_id, user_id) references org_user
);
create index session_by_user on session (org_id, user_id);

create table sign_in_link (
  org_id     integer not null,
  link_hash  bytea not null, -- SHA-256 of a token of 256 random bits
  user_id    integer not null,
  created_by integer,        -- null: the operator, from the command line or at the first start
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at   timestamptz,    -- used, or ended by a newer link or with the account
  primary key (org_id, link_hash),
  foreign key (org_id, user_id) references org_user
);
create index sign_in_link_by_user on sign_in_link (org_id, user_id);

-- Attempts to sign in since the last that succeeded, by account, by address and by both; whoever tries has no org yet.
create table sign_in_attempt (
  key_hash bytea primary key,
  failures integer not null default 0,
  tried_at timestamptz not null default clock_timestamp()
);
create index sign_in_attempt_tried on sign_in_attempt (tried_at);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['password', 'session', 'sign_in_link']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('create policy own_org on %I to baton_app using (org_id = current_org())', tenant_table);
  end loop;
end
$$;
grant select on installation to baton_app;
grant select, insert, update on password, sign_in_link to baton_app;
grant select, insert, update, delete on session, sign_in_attempt to baton_app;

-- Who signs in names no org: the accounts of one e-mail, in whichever orgs.
create index org_user_any_email on org_user (lower(email));
create function accounts_of_email(email text)
  returns table (org_id integer, org_name text, user_id integer, password_hash bytea)
  language sql security definer stable set search_path = baton, pg_temp
begin atomic
  select u.org_id, o.name, u.user_id, p.password_hash
  from org_user u join org o on o.org_id = u.org_id
  left join password p on p.org_id = u.org_id and p.user_id = u.user_id
  where lower(u.email) = lower(accounts_of_email.email) and u.is_active
  order by u.org_id limit 1000;
end;
revoke all on function accounts_of_email from public;
grant execute on function accounts_of_email to baton_app;

-- Orgs into which nobody has been let yet, and their first administrator: for the first start.
create function orgs_without_entry() returns table (org_id integer, user_id integer)
  language sql security definer stable set search_path = baton, pg_temp
begin atomic
  select u.org_id, min(u.user_id) from org_user u
  where u.access_role = 'administrator' and u.is_active
    and not exists (select from sign_in_link l where l.org_id = u.org_id)
    and not exists (select from password p where p.org_id = u.org_id)
  group by u.org_id order by u.org_id limit 10;
end;
revoke all on function orgs_without_entry from public;
grant execute on function orgs_without_entry to baton_app;

-- Every order of the list of leads, with what its search needs. The name is searched by a column of its own: under
-- row-level security no index is asked by a function of a column, unless that could never leak.
alter table lead add column name_key text collate "C" not null generated always as (lower(name)) stored;
create index lead_by_name on lead (org_id, name_key, lead_id);
create index lead_by_status on lead (org_id, status, lead_id);
create index lead_by_created on lead (org_id, created_at, lead_id);
