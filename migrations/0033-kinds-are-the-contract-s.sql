-- Which kinds of request and which parts there are is said once, by the contract: a new one is no change of tables.
alter table request drop constraint request_kind_check;
alter table request add constraint request_kind_check check (kind ~ '^[a-z]+(-[a-z]+)*$') not valid;
alter table request_chunk drop constraint request_chunk_part_check;
alter table request_chunk add constraint request_chunk_part_check check (part ~ '^[a-z]+(-[a-z]+)*$') not valid;
