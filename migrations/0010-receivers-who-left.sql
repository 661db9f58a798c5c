-- What becomes of a row whose receiver takes no leads any more when the request runs.
alter table request
  add column on_receiver_unavailable text not null default 'fail'
    check (on_receiver_unavailable in ('fail', 'split')),
  add column placed_late jsonb;        -- leads that found their receiver at the run: how many, by pour and receiver

-- Where books decide who receives: by how much each receiver's is to grow by these rows.
alter table request_chunk add column gains jsonb;
