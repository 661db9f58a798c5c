-- What was known of users and leads before: one row a fact that a request changed, with the value it had until then.
-- What is known now stands with the user or the lead.
create table fact_past (
  org_id        integer not null,
  about         text not null check (about in ('user', 'lead')),
  subject_id    bigint not null,
  fact          text collate "C" not null check (fact <> ''),
  value         text, -- null: it was not known
  until_request bigint not null,
  until_at      timestamptz not null,
  primary key (org_id, about, subject_id, fact, until_at)
);
alter table fact_past enable row level security;
create policy own_org on fact_past using (org_id = current_org());

-- A password is salted by its user's e-mail. One that was set under another address is still told by that one.
alter table password add column salt_email text collate "C"; -- as it is folded; null: the address of now

create function keep_password_salt() returns trigger language plpgsql security definer
  set search_path = baton, pg_temp as $$
begin
  update password p set salt_email = coalesce(p.salt_email, old.email_key)
  where p.org_id = old.org_id and p.user_id = old.user_id;
  return null;
end
$$;
revoke all on function keep_password_salt from public;
create trigger org_user_password_salt after update of email_key on org_user
  for each row when (old.email_key is not null and old.email_key is distinct from new.email_key)
  execute function keep_password_salt();

drop function accounts_of_email(text, bytea);
create function accounts_of_email(email_key text, device_hash bytea)
  returns table (org_id integer, org_name text, user_id integer, password_hash bytea, salt_email text,
    is_known_device boolean)
  language sql security definer stable set search_path = baton, pg_temp
begin atomic
  select u.org_id, o.name, u.user_id, p.password_hash, p.salt_email,
    exists (select from known_device d where d.org_id = u.org_id and d.user_id = u.user_id
      and d.device_hash = accounts_of_email.device_hash and d.used_at > now() - interval '180 days')
  from org_user u join org o on o.org_id = u.org_id
  left join password p on p.org_id = u.org_id and p.user_id = u.user_id
  where u.email_key = accounts_of_email.email_key and u.is_active
  order by u.org_id limit 1000;
end;
revoke all on function accounts_of_email from public;
