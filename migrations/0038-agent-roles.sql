-- The agent roles of an organisation, in its order. Nobody is given one that is not here, or is active no more.
create table agent_role (
  org_id    integer not null references org,
  key       text collate "C" not null, -- the name as it is folded: one role has one name
  name      text collate "C" not null,
  place     integer not null,
  is_active boolean not null default true,
  primary key (org_id, key)
);
alter table agent_role enable row level security;
create policy own_org on agent_role using (org_id = current_org());

-- Those that users have, and those in which somebody stands on a lead; what most users have comes first.
insert into agent_role (org_id, key, name, place)
select org_id, key, name, row_number() over (partition by org_id order by users desc, name)
from (
  select h.org_id, coalesce(s.key, lower(h.role)) as key, sum(h.users) as users,
    (array_agg(h.role order by h.users desc, h.role))[1] as name
  from (
    select org_id, agent_role as role, count(*) as users from org_user group by 1, 2
    union all select org_id, role, 0 from assignment where until_at is null group by 1, 2) h
  left join spelling s on s.org_id = h.org_id and s.kind = 'role' and s.text = h.role
  group by 1, 2) held;
