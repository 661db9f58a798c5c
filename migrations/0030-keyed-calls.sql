-- What a call with an `Idempotency-Key` did, so that the same call again does nothing. Until now a request kept the key
-- that made it, and other calls kept none. A secret that a call made is not here.
create table keyed_call (
  org_id     integer not null,
  user_id    integer,        -- who called; null: the operator
  key        text not null,
  hash       bytea not null, -- SHA-256 of the path and the body that came with it
  request_id bigint,         -- the request that it made, ran or cancelled
  made       text,           -- else what it made, in words
  check (num_nonnulls(request_id, made) = 1)
);
create unique index keyed_call_once on keyed_call (org_id, user_id, key) nulls not distinct;

insert into keyed_call (org_id, user_id, key, hash, request_id)
select org_id, requested_by, idempotency_key, idempotency_hash, request_id
from request where idempotency_key is not null;
drop index request_idempotency;
alter table request drop column idempotency_key, drop column idempotency_hash;

alter table keyed_call enable row level security;
create policy own_org on keyed_call using (org_id = current_org());
