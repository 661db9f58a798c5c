-- Who may take users off leads without naming anybody to receive them.
alter table org add column may_remove text not null default 'administrators'
  check (may_remove in ('nobody', 'administrators', 'managers'));

-- Where a plan levels books: how large the receiver's was before each row, 0 where none was looked at.
alter table request_chunk add column books integer[];
