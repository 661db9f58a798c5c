-- After a request of many rows: a table that is more than twice as large as when it was last measured is measured anew, for
-- PostgreSQL does so by itself only within a minute, and what is planned meanwhile is planned for the few rows that there were.
create function refresh_outgrown_statistics() returns void language plpgsql security definer
  set search_path = baton, pg_temp as $$
declare
  outgrown text;
begin
  for outgrown in
    select relname from pg_class
    where relnamespace = 'baton'::regnamespace and relkind = 'r'
      and pg_relation_size(oid) / current_setting('block_size')::int > greatest(2 * relpages, 32)
    order by relname
  loop
    execute format('analyze (skip_locked) %I', outgrown);
  end loop;
end
$$;
revoke all on function refresh_outgrown_statistics from public;
grant execute on function refresh_outgrown_statistics to baton_app;
