-- By what other systems name users and leads. What is looked up and what is unique is this one column: the key as it is kept.
create table external_key (
  org_id     integer not null references org,
  about      text not null check (about in ('user', 'lead')),
  system     text collate "C" not null check (system <> ''),
  key        text collate "C" not null check (key <> ''), -- composed (NFC), without blanks around it
  subject_id bigint not null,
  primary key (org_id, about, system, key),
  constraint external_key_of_subject unique (org_id, about, subject_id, system)
);
alter table external_key enable row level security;
create policy own_org on external_key using (org_id = current_org());
