-- A second factor: codes of an app, or codes written down. And devices by which somebody signed in before, which wait apart.
create table second_factor (
  org_id       integer not null,
  user_id      integer not null,
  sealed       bytea not null, -- the secret of the codes, under a key that follows from the installation's secret
  confirmed_at timestamptz,    -- null: begun, and no code has shown yet that an app has it
  last_step    bigint not null default 0, -- the time step of the last code that was used; none before it is taken
  primary key (org_id, user_id),
  foreign key (org_id, user_id) references org_user
);

-- One that is used is deleted: the audit trail tells of it.
create table recovery_code (
  org_id    integer not null,
  user_id   integer not null,
  code_hash bytea not null, -- SHA-256 of a code of 80 random bits
  primary key (org_id, user_id, code_hash),
  foreign key (org_id, user_id) references org_user
);

-- Whoever gave the right password, and has yet to give a code.
create table pending_sign_in (
  org_id       integer not null,
  pending_hash bytea not null, -- SHA-256 of a token of 256 random bits
  user_id      integer not null,
  tries        integer not null default 0,
  expires_at   timestamptz not null,
  primary key (org_id, pending_hash),
  foreign key (org_id, user_id) references org_user
);
create index pending_sign_in_by_user on pending_sign_in (org_id, user_id);

create table known_device (
  org_id      integer not null,
  user_id     integer not null,
  device_hash bytea not null, -- SHA-256 of a token of 256 random bits
  used_at     timestamptz not null default clock_timestamp(),
  primary key (org_id, user_id, device_hash),
  foreign key (org_id, user_id) references org_user
);

-- Since when whoever is counted here has been made to wait; what others do makes nobody wait for ever.
alter table sign_in_attempt add column waits_since timestamptz;

drop function accounts_of_email(text);
create function accounts_of_email(email_key text, device_hash bytea)
  returns table (org_id integer, org_name text, user_id integer, password_hash bytea, is_known_device boolean)
  language sql security definer stable set search_path = baton, pg_temp
begin atomic
  select u.org_id, o.name, u.user_id, p.password_hash,
    exists (select from known_device d where d.org_id = u.org_id and d.user_id = u.user_id
      and d.device_hash = accounts_of_email.device_hash and d.used_at > now() - interval '180 days')
  from org_user u join org o on o.org_id = u.org_id
  left join password p on p.org_id = u.org_id and p.user_id = u.user_id
  where u.email_key = accounts_of_email.email_key and u.is_active
  order by u.org_id limit 1000;
end;
revoke all on function accounts_of_email from public;

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['second_factor', 'recovery_code', 'pending_sign_in', 'known_device']
  loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format('create policy own_org on %I using (org_id = current_org())', tenant_table);
  end loop;
end
$$;
