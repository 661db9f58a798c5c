-- Who made the access key that a request came by, where that was somebody else than its user. Null: nobody else did.
alter table request add column key_made_by integer;
