import sql, { type Sql } from 'sql-template-tag';
import type { Standing } from '../../contract/words/lead-words.ts';
import { largestBook } from '../../contract/words/limits.ts';
import type { OrphanKind } from '../../contract/words/orphan-words.ts';
import { findRequestsNamingLeavers } from '../ledger/find-requests-naming-leavers.ts';

/** What each kind of orphan selects: id and part, which name one together; role, user_id, manager_id and book. */
const findByKind: Record<OrphanKind, (orgId: number) => Sql> = {
  'lead-unassigned': findUnassignedLeads,
  'lead-primary-inactive': (orgId) => findLeadsOfInactive(orgId, 'primary'),
  'lead-secondary-inactive': (orgId) => findLeadsOfInactive(orgId, 'secondary'),
  'role-without-primary': findRolesWithoutPrimary,
  'user-manager-inactive': findReportsOfInactive,
  'user-without-manager': findUsersWithoutManager,
  'book-over-limit': findLargeBooks,
  'request-names-leaver': findRequestsNamingLeavers,
};

/** A query of all orphans of one kind. */
export function findOrphans(kind: OrphanKind, orgId: number): Sql {
  return findByKind[kind](orgId);
}

function findUnassignedLeads(orgId: number): Sql {
  return sql`select l.lead_id as id, '' as part, null::text as role, null::integer as user_id,
      null::integer as manager_id, null::bigint as book
    from lead l
    where l.org_id = ${orgId} and not l.is_archived and not exists (
      select from assignment a where a.org_id = ${orgId} and a.lead_id = l.lead_id and a.until_at is null)`;
}

/**
 * Leads on which nobody stands since one of some people did: of several who went at once, whoever was primary. It begins
 * with what these people held, for an organisation may have any number of leads that nobody ever did.
 */
export function findLeadsHeldLast(orgId: number, isOne: (userId: Sql) => Sql): Sql {
  return sql`select distinct on (a.lead_id) a.lead_id as id, '' as part, a.role, a.user_id, null::integer as manager_id,
      null::bigint as book
    from assignment a
    where a.org_id = ${orgId} and ${isOne(sql`a.user_id`)} and a.until_at is not null and not exists (
      select from assignment later where later.org_id = ${orgId} and later.lead_id = a.lead_id
        and (later.until_at is null or later.until_at > a.until_at))
      and not exists (select from lead l where l.org_id = ${orgId} and l.lead_id = a.lead_id and l.is_archived)
    order by a.lead_id, a.standing, a.role, a.user_id`;
}

/** Of those who left, several may be secondary on one lead. */
function findLeadsOfInactive(orgId: number, standing: Standing): Sql {
  return sql`select a.lead_id as id, a.user_id::text as part, a.role, a.user_id, null::integer as manager_id, null::bigint as book
    from org_user u, lateral (
      select a.* from assignment a where a.org_id = ${orgId} and a.user_id = u.user_id and a.until_at is null
        and a.standing = ${standing} offset 0) a
    where u.org_id = ${orgId} and not u.is_active`;
}

/** The law forbids it, so this finds what was done to the tables behind Baton's back. */
function findRolesWithoutPrimary(orgId: number): Sql {
  return sql`select distinct a.lead_id as id, a.role as part, a.role, null::integer as user_id,
      null::integer as manager_id, null::bigint as book
    from assignment a
    where a.org_id = ${orgId} and a.until_at is null and a.standing = 'secondary' and not exists (
      select from assignment p where p.org_id = ${orgId} and p.lead_id = a.lead_id and p.role = a.role
        and p.until_at is null and p.standing = 'primary')`;
}

function findReportsOfInactive(orgId: number): Sql {
  return sql`select u.user_id::bigint as id, '' as part, null::text as role, u.user_id, m.user_id as manager_id, null::bigint as book
    from org_user m, lateral (
      select l.user_id from reporting_line l
      where l.org_id = ${orgId} and l.manager_id = m.user_id and l.until_at is null offset 0) l
    join org_user u on u.org_id = ${orgId} and u.user_id = l.user_id and u.is_active
    where m.org_id = ${orgId} and not m.is_active`;
}

function findUsersWithoutManager(orgId: number): Sql {
  return sql`select u.user_id::bigint as id, '' as part, null::text as role, u.user_id, null::integer as manager_id, null::bigint as book
    from org_user u where u.org_id = ${orgId} and u.is_active and not u.is_head and not exists (
      select from reporting_line l where l.org_id = ${orgId} and l.user_id = u.user_id and l.until_at is null)`;
}

function findLargeBooks(orgId: number): Sql {
  return sql`select a.user_id::bigint as id, '' as part, null::text as role, a.user_id, null::integer as manager_id, count(*) as book
    from assignment a where a.org_id = ${orgId} and a.until_at is null and a.standing = 'primary'
    group by a.user_id having count(*) > ${largestBook}`;
}
