-- Every writer locks the leads and the users it names in the transaction that names them, and nothing is ever
-- deleted, so these two could only repeat what is known: docs/decisions/0016 says what they cost.
alter table assignment
  drop constraint assignment_org_id_lead_id_fkey,
  drop constraint assignment_org_id_user_id_fkey;
