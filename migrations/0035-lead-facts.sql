-- The name of a lead may change: what is searched follows it.
create function keep_renamed_leads() returns trigger language plpgsql security definer set search_path = baton, pg_temp as $$
begin
  update lead_name n set name_key = new.name_key where n.org_id = new.org_id and n.lead_id = new.lead_id;
  return null;
end
$$;
revoke all on function keep_renamed_leads from public;
create trigger keep_names_of_renamed after update of name_key on lead
  for each row when (old.name_key is distinct from new.name_key) execute function keep_renamed_leads();
