-- Leads are found by any part of their name. The name as it is searched and sorted is folded by the program: rows of
-- before are folded in this migration's transaction by src/database/fold-names.ts.
alter table lead alter column name_key drop expression;
alter table lead alter column name_key set default '';

-- Every three letters in a row. No extension is needed for it, and none that could be missing.
create function trigrams(text text) returns text[] language sql immutable strict parallel safe as $$
  select array(select distinct substr(text, place, 3) collate "C"
    from generate_series(1, length(text) - 2) place)
$$;

-- Beside the lead and not in it: a reassignment changes the lead's row, and would pay for this index wherever its page is full.
create table lead_name (
  org_id   integer not null,
  lead_id  bigint not null,
  name_key text collate "C" not null,
  primary key (org_id, lead_id)
);
alter table lead_name enable row level security;
create policy own_org on lead_name to baton_app using (org_id = current_org());

create function keep_lead_names() returns trigger language plpgsql security definer set search_path = baton, pg_temp as $$
begin
  insert into lead_name (org_id, lead_id, name_key) select org_id, lead_id, name_key from written;
  return null;
end
$$;
revoke all on function keep_lead_names from public;

-- Under row-level security no index is asked for what is in an array, for that could leak; so a function asks it for
-- the org alone. Each word is a part of the name; `parts` are the trigrams of those that have three letters or more.
create function leads_named(words text[], parts text[]) returns setof bigint
  language sql security definer stable set search_path = baton, pg_temp rows 500
begin atomic
  select n.lead_id from lead_name n
  where n.org_id = current_org() and trigrams(n.name_key) @> parts
    and (select bool_and(strpos(n.name_key, word) > 0) from unnest(words) word);
end;
revoke all on function leads_named from public;
grant execute on function leads_named to baton_app;
