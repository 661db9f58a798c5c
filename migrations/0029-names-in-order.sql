-- A page of leads in the order of their names, or of those of a name, reads names alone: a name is written once, while
-- a reassignment writes the lead, so that an index of leads would ask the lead whether it still holds.
create index lead_name_in_order on lead_name (org_id, name_key, lead_id);
drop index lead_by_name;

-- Gives the name, too, so that what was found is put in order before its leads are read.
drop function leads_named;
create function leads_named(words text[], parts text[]) returns table (lead_id bigint, name_key text)
  language sql security definer stable set search_path = baton, pg_temp rows 500
begin atomic
  select n.lead_id, n.name_key from lead_name n
  where n.org_id = current_org() and trigrams(n.name_key) @> parts
    and (select bool_and(strpos(n.name_key, word) > 0) from unnest(words) word);
end;
revoke all on function leads_named from public;
