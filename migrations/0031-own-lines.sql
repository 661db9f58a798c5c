-- The reporting lines of leavers themselves are rows of a chunk of their own, which runs with that of their accounts.
alter table request_chunk add column own_lines boolean not null default false;
