-- What is written to see whether anything can be: no data of anybody. A row has to be committed, which a server that only
-- reads refuses; and rows that find no room in memory have to go to a file, which a full disk refuses.
create table write_probe (
  is_only   boolean primary key default true check (is_only),
  probed_at timestamptz not null default clock_timestamp()
);
insert into write_probe default values;

create function probe_writes() returns bigint language sql security definer
  set search_path = baton, pg_temp set work_mem = '64kB'
begin atomic
  update write_probe set probed_at = clock_timestamp();
  select count(*) from generate_series(1, 50000);
end;
revoke all on function probe_writes from public;
grant execute on function probe_writes to baton_app;
