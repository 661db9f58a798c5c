-- What is an identity is folded by the program, once, and kept beside the text as written: no two programs fold alike.
-- Rows of before are folded in this migration's transaction by src/database/fold-what-is-there.ts.

alter table org_user
  add column email_key text collate "C",     -- null: somebody else of the org has this address in another spelling
  add column email_likeness text collate "C", -- the same for addresses that an eye takes for one
  add column search_key text collate "C" not null default ''; -- name and e-mail, as they are searched
drop index org_user_email;
create unique index org_user_email on org_user (org_id, email_key);
create index org_user_likeness on org_user (org_id, email_likeness);

-- Every spelling of a word that an organisation groups by. The first of those with one key is how it is written.
create table spelling (
  org_id integer not null references org,
  kind   text not null check (kind in ('role', 'status', 'source', 'state')),
  text   text collate "C" not null,
  key    text collate "C" not null,
  place  bigint not null generated always as identity,
  primary key (org_id, kind, text)
);
create index spelling_by_key on spelling (org_id, kind, key);
alter table spelling enable row level security;
create policy own_org on spelling to baton_app using (org_id = current_org());
grant select, insert on spelling to baton_app;

drop function accounts_of_email(text);
drop index org_user_any_email;
create index org_user_any_email on org_user (email_key);
create function accounts_of_email(email_key text)
  returns table (org_id integer, org_name text, user_id integer, password_hash bytea)
  language sql security definer stable set search_path = baton, pg_temp
begin atomic
  select u.org_id, o.name, u.user_id, p.password_hash
  from org_user u join org o on o.org_id = u.org_id
  left join password p on p.org_id = u.org_id and p.user_id = u.user_id
  where u.email_key = accounts_of_email.email_key and u.is_active
  order by u.org_id limit 1000;
end;
revoke all on function accounts_of_email from public;
grant execute on function accounts_of_email to baton_app;
