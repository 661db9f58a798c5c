-- Who is leaving: from the beginning of an offboarding's run until its end nobody is assigned to them, nobody comes to
-- report to them, and they count as no administrator who stays. Null: they stay, or have left.
alter table org_user add column leaving_request bigint;
create index org_user_leaving on org_user (org_id, leaving_request) where leaving_request is not null;
