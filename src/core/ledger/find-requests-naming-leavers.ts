import sql, { raw, type Sql } from 'sql-template-tag';

/** The members that name a user, wherever they are in what was asked for. */
const namingMembers = ['userId', 'managerId', 'email', 'guid', 'userGuid', 'managerGuid'];
const namesIn = raw(
  `'$.** ? (@.type() == "object").keyvalue() ? (${namingMembers.map((member) => `@.key == "${member}"`).join(' || ')}).value'`,
);

/** Requests that wait to run and name a user who is not active, as `findRequestsNaming` does. */
export function findRequestsNamingLeavers(orgId: number): Sql {
  return findRequestsNaming(orgId, sql`not u.is_active`);
}

/**
 * Requests that wait to run and name a user `u` of whom `who` holds: in what was asked for, as who receives,
 * or as who gets a manager. Not as whose account is to end or to come back, the owner in a selection, whoever is
 * removed, or who only loses a manager: these are being left, or return.
 * A name is known as it was written, or in small letters of the Latin alphabet; who receives is known by id as well.
 * A plan waits for nothing: whoever runs it sees what became of its rows.
 */
export function findRequestsNaming(orgId: number, who: Sql): Sql {
  return sql`with waiting as materialized (
      select request_id, kind, spec from request
      where org_id = ${orgId} and state = 'queued'
    ), gone as materialized (
      select user_id, name from org_user u,
        lateral unnest(array[u.user_id::text, u.guid::text, u.email_key, u.email]) name
      where u.org_id = ${orgId} and ${who}
    ), chunk as (
      select c.* from waiting w, lateral (
        select c.request_id, c.inputs, c.receivers,
          case when coalesce(c.part, w.kind) in ('users', 'managers') then c.subjects end as users
        from request_chunk c where c.org_id = ${orgId} and c.request_id = w.request_id offset 0) c
    ), named (request_id, name) as (
      select request_id, value #>> '{}' from waiting, jsonb_path_query(spec - '{leaver,leavers,users,remove}'::text[] #- '{selection,owner}', ${namesIn}) value
      union all
      select request_id, value #>> '{}' from chunk, jsonb_path_query(inputs, ${namesIn}) value
      union all
      select request_id, id::text from chunk, unnest(receivers) id
      union all
      select request_id, id::text from chunk, unnest(users, receivers) u (id, receiver)
      where coalesce(receiver, 1) > 0
    )
    select distinct named.request_id as id, gone.user_id::text as part, null::text as role, gone.user_id,
      null::integer as manager_id, null::bigint as book
    from named join gone on gone.name in (named.name, lower(named.name collate "C"))`;
}
