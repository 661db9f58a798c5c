-- A request has one plan of an undo at most, and knows how many of its rows undos have put back.
alter table request
  add column put_back integer not null default 0, -- rows that it changed and that stand again as they did before it
  add column ask_hash bytea;                      -- of an undo: SHA-256 of what was asked for, and of when

update request p set state = 'cancelled', finished_at = clock_timestamp()
where p.state = 'planned' and exists (
  select from request newer where newer.org_id = p.org_id and newer.undoes = p.undoes
    and newer.state = 'planned' and newer.request_id > p.request_id);
create unique index request_undo_plan on request (org_id, undoes) where undoes is not null and state = 'planned';

-- Every undo of a whole row turns it over, so a row stands as before a request where their number is odd, seen from it.
with recursive family as (
  select r.org_id, r.request_id as first, r.request_id, 0 as depth from request r
  where r.undoes is null and exists (select from request u where u.org_id = r.org_id and u.undoes = r.request_id)
  union all
  select f.org_id, f.first, u.request_id, f.depth + 1
  from family f join request u on u.org_id = f.org_id and u.undoes = f.request_id
), changed as (
  select f.*, c.chunk_no, s.subject, s.letter
  from family f join request_chunk c using (org_id, request_id),
    unnest(c.subjects, string_to_array(c.outcomes, null)) s (subject, letter)
  where s.letter in ('c', 'p')
), turns as (
  select org_id, first, chunk_no, subject, count(*) filter (where depth > 0 and letter = 'c') as whole,
    bool_or(letter = 'p') as has_part, max(depth) > 1 as is_deep
  from changed group by org_id, first, chunk_no, subject
)
update request r set put_back = n.rows
from (
  select c.org_id, c.request_id, count(*) as rows
  from changed c join turns t using (org_id, first, chunk_no, subject)
  where case when t.has_part then c.depth = 0 and not t.is_deep and t.whole > 0
    else (t.whole - c.depth) % 2 <> 0 end
  group by c.org_id, c.request_id
) n
where r.org_id = n.org_id and r.request_id = n.request_id;
