-- Who reports to nobody on purpose, as an administrator said; and the request that gave somebody who did a manager all the
-- same: an undo of it makes them a head again.
alter table org_user add is_head boolean not null default false;
alter table org_user add head_until bigint;
alter table org_user add check (not (is_head and head_until is not null));
