-- How somebody is reached, and what it is about. Null: it is not known.
alter table lead add column phone text, add column email text, add column product text, add column amount numeric(15, 2);
