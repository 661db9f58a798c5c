-- Since when a user has stood in the role without interruption, where that is earlier than the row: whoever changes their
-- standing keeps their time in the role, and so does whoever an undo puts back. Null: the row is the beginning.
alter table assignment add column role_since timestamptz check (role_since <= from_at);

-- What is there already tells it: a row goes on from the one of the same user and role that its own request closed, or
-- that it put back. Only rows that go on from another are written; most do not.
with recursive step as materialized (
  select a.org_id, a.lead_id, a.user_id, a.from_request, p.from_request as before, p.from_at as since
  from assignment p
  join assignment a using (org_id, lead_id, user_id, role)
  where p.until_request is not null and a.from_request = p.until_request
  union all
  select a.org_id, a.lead_id, a.user_id, a.from_request, p.from_request, p.from_at
  from request u
  join assignment a on a.org_id = u.org_id and a.from_request = u.request_id
  join assignment p on (p.org_id, p.lead_id, p.user_id, p.role, p.standing)
    = (a.org_id, a.lead_id, a.user_id, a.role, a.standing)
  where u.undoes is not null and p.until_request = u.undoes
), beginning as (
  select s.* from step s where not exists (
    select from step b where (b.org_id, b.lead_id, b.user_id, b.from_request) = (s.org_id, s.lead_id, s.user_id, s.before))
  union all
  select s.org_id, s.lead_id, s.user_id, s.from_request, s.before, b.since
  from beginning b join step s
    on (s.org_id, s.lead_id, s.user_id, s.before) = (b.org_id, b.lead_id, b.user_id, b.from_request)
), earliest as (
  select org_id, lead_id, user_id, from_request, min(since) as since from beginning
  group by org_id, lead_id, user_id, from_request
)
update assignment a set role_since = e.since from earliest e
where (a.org_id, a.lead_id, a.user_id, a.from_request) = (e.org_id, e.lead_id, e.user_id, e.from_request);
