import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { isNamed, type UserName } from '../users/user-name.ts';

/**
 * The GUIDs of everyone in sight who reports to a user, directly or through others: the nearest first, those of
 * one level in user id order. Empty where the user has nobody below them, or does not exist.
 */
export async function listEveryoneBelow(
  database: Database,
  reader: Reader,
  manager: UserName,
): Promise<string[]> {
  const levels = await readInOrg(database, reader.orgId, (tx) =>
    tx.read<{ guids: string | null }>(selectLevels(reader, manager)),
  );
  return levels.flatMap(({ guids }) => guids?.split(',') ?? []);
}

/** One step a level, not a user, and one row of text a level: faster than the bare recursion over users. */
function selectLevels(reader: Reader, manager: UserName): Sql {
  const { orgId } = reader;
  return sql`with recursive level (depth, ids) as (
      select 0, array(select u.user_id from org_user u where u.org_id = ${orgId} and ${isNamed(manager)})
      union all
      select depth + 1, array(
        select l.user_id from reporting_line l
        where l.org_id = ${orgId} and l.manager_id = any(level.ids) and l.until_at is null)
      from level where cardinality(ids) > 0)
    select (select string_agg(u.guid::text, ',' order by u.user_id) from org_user u
      where u.org_id = ${orgId} and u.user_id = any(level.ids)
        and ${seesUser(reader, sql`u.user_id`)}) as guids
    from level where depth > 0 order by depth`;
}
