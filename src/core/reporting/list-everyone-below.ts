import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';

/** A user, by either of their two names. */
type UserName = { guid: string } | { userId: number };

/**
 * The GUIDs of everyone who reports to a user, directly or through others: the nearest first, those of one
 * level in user id order. Empty where the user has nobody below them or does not exist.
 */
export async function listEveryoneBelow(
  database: Database,
  orgId: number,
  manager: UserName,
): Promise<string[]> {
  const levels = await readInOrg(database, orgId, (tx) => {
    const [column, value] = 'guid' in manager ? ['guid', manager.guid] : ['user_id', manager.userId];
    return tx.read<{ guids: string | null }>({
      name: `list-everyone-below-${column}`,
      text: textFor(column),
      values: [orgId, value],
    });
  });
  return levels.flatMap(({ guids }) => guids?.split(',') ?? []);
}

/** One step a level, not a user, and one row of text a level: faster than the bare recursion over users. */
function textFor(column: string): string {
  return `with recursive level (depth, ids) as (
      select 0, array(select user_id from org_user where org_id = $1 and ${column} = $2)
      union all
      select depth + 1, array(
        select l.user_id from reporting_line l
        where l.org_id = $1 and l.manager_id = any(level.ids) and l.until_at is null)
      from level where cardinality(ids) > 0)
    select (select string_agg(u.guid::text, ',' order by u.user_id) from org_user u
      where u.org_id = $1 and u.user_id = any(level.ids)) as guids
    from level where depth > 0 order by depth`;
}
