-- How leads are reached, as it is compared: each e-mail and phone in one spelling, put so by the program. By it leads are found that
-- may be one. Beside the lead and not in it, for a reassignment writes the lead's row anew, and would pay for the index.
create table lead_contact (
  org_id  integer not null,
  lead_id bigint not null,
  kind    text collate "C" not null check (kind in ('email', 'phone')),
  key     text collate "C" not null,
  primary key (org_id, lead_id, kind)
);
create index lead_contact_key on lead_contact (org_id, kind, key, lead_id);
alter table lead_contact enable row level security;
create policy own_org on lead_contact using (org_id = current_org());
