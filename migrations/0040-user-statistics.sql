-- Within the transaction that brings many people: lines that follow are checked against them one by one, by a plan made for
-- the few that there were. Where another transaction measures the same, nobody waits for it.
create function refresh_user_statistics() returns void language plpgsql security definer
  set search_path = baton, pg_temp as $$
begin
  analyze (skip_locked) org_user, reporting_line;
end
$$;
revoke all on function refresh_user_statistics from public;
grant execute on function refresh_user_statistics to baton_app;
