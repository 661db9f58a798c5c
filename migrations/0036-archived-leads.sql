-- An archived lead is on no list and in no split unless asked for, and nobody stands on it. Its past says when and by whom:
-- the fact `record` goes from null (it was not there) to active, and from active to archived and back.
alter table lead add column is_archived boolean not null default false;
