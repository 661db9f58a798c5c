// What a reader may see, as conditions for a query: an administrator everything, a manager themselves and
// everyone below them now, an agent themselves.

import sql, { type Sql } from 'sql-template-tag';
import { isAdministrator, type Reader } from './access-rules.ts';

const everything = sql`true`;

/** Whether the user whose id `userId` holds is in sight. A request is seen by whoever sees who asked for it. */
export function seesUser(reader: Reader, userId: Sql): Sql {
  return isAdministrator(reader) ? everything : sql`${userId} = any(${peopleInSight(reader)})`;
}

/** Whether somebody in sight stands on the lead whose id `leadId` holds. */
export function seesLead(reader: Reader, leadId: Sql): Sql {
  if (isAdministrator(reader)) return everything;
  return sql`exists (select from assignment seen where seen.org_id = ${reader.orgId} and seen.lead_id = ${leadId}
    and seen.until_at is null and seen.user_id = any(${peopleInSight(reader)}))`;
}

/** An array that is made once a statement. `offset 0` holds the planner to the index of a manager's lines. */
function peopleInSight(reader: Reader): Sql {
  const self = sql`${reader.userId}::integer`;
  if (reader.userId === null || reader.accessRole !== 'manager') return sql`array[${self}]`;
  return sql`array(
    with recursive team as (
      select ${self} as user_id
      union
      select below.user_id from team, lateral (
        select l.user_id from reporting_line l
        where l.org_id = ${reader.orgId} and l.manager_id = team.user_id and l.until_at is null offset 0) below
    ) select user_id from team)`;
}
