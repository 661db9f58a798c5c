-- Since when a user has been inactive, which an undo needs: whoever left after a request does not come back, whoever
-- had left before it stands where they stood. Of those who are inactive now it is not known, so they count from now.
alter table org_user add column inactive_since timestamptz;
update org_user set inactive_since = now() where not is_active;

create function note_inactivity() returns trigger language plpgsql set search_path = baton, pg_temp as $$
begin
  if new.is_active then
    new.inactive_since := null;
  elsif tg_op = 'INSERT' or old.is_active then
    new.inactive_since := clock_timestamp();
  end if;
  return new;
end
$$;
create trigger org_user_inactivity before insert or update of is_active on org_user
  for each row execute function note_inactivity();
