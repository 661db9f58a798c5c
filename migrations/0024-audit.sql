-- Who made, used or ended a way in, who signed in or failed to, who was refused, who changed a setting. Only ever added to.
create table audit_event (
  org_id     integer not null,
  event_id   bigint generated always as identity,
  at         timestamptz not null default clock_timestamp(),
  what       text not null check (what ~ '^[a-z-]+$'), -- the closed list is the contract's
  user_id    integer, -- whoever did it; null: the operator, or nobody who is known
  access_key text,    -- the key by which they did it; null: by a session, or otherwise
  about      integer, -- the user whom it is about, where that is somebody else or whose key it is
  detail     text,    -- what a reader needs besides: a key, a setting, a code; never a secret
  address    text,
  primary key (org_id, event_id)
);
alter table audit_event enable row level security;
do $$
declare
  logins text := 'baton_app';
begin
  if exists (select from pg_roles where rolname = 'baton_gate') then
    logins := 'baton_app, baton_gate';
  end if;
  execute format('create policy own_org on audit_event to %s using (org_id = current_org())', logins);
  execute format('grant select, insert on audit_event to %s', logins);
end
$$;
