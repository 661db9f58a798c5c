-- Access keys have a name, say what they are for, and end. Those of before keep all they may, and no end.
alter table access_key
  add column name       text not null default '',
  add column scopes     text[] not null default '{read,plan,run,admin}',
  add column expires_at timestamptz,
  add column made_by    integer, -- null: the operator, or nobody knows any more
  add constraint access_key_scopes check (scopes <@ '{read,plan,run,admin}' and scopes <> '{}');

-- When a key was last used, to the hour: apart from the key, which a call only reads.
create table access_key_use (
  org_id     integer not null,
  access_key text not null,
  used_at    timestamptz not null default clock_timestamp(),
  primary key (org_id, access_key)
);
alter table access_key_use enable row level security;
create policy own_org on access_key_use to baton_app using (org_id = current_org());
grant select, insert, update on access_key_use to baton_app;
