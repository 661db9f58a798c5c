-- The server logs in as roles that own nothing. What they may do is in src/database/rights.ts and granted at every start,
-- whatever they are called; which rows they see is the same for all who may do anything, so no policy names a role.
do $$
declare
  policy record;
begin
  for policy in select polname, polrelid::regclass as tenant_table from pg_policy join pg_class c on c.oid = polrelid
    where c.relnamespace = 'baton'::regnamespace
  loop
    execute format('alter policy %I on %s to public', policy.polname, policy.tenant_table);
  end loop;
end
$$;
