import sql from 'sql-template-tag';
import type { AccessRole } from '../../contract/words/access-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';

export interface ListedUser {
  userId: number;
  guid: string;
  firstName: string;
  lastName: string;
  email: string;
  agentRole: string;
  accessRole: AccessRole;
  isActive: boolean;
  managerId: number | null;
}

/** Every user in sight in id order, as the vendor contracts list them: whole, without pages. */
export async function listAllUsers(
  database: Database,
  reader: Reader,
  { includeInactive }: { includeInactive: boolean },
): Promise<ListedUser[]> {
  return readInOrg(database, reader.orgId, (tx) =>
    tx.read<ListedUser>(sql`select u.user_id as "userId", u.guid, u.first_name as "firstName", u.last_name as "lastName",
          u.email, u.agent_role as "agentRole", u.access_role as "accessRole", u.is_active as "isActive",
          l.manager_id as "managerId"
        from org_user u
        left join reporting_line l
          on l.org_id = u.org_id and l.user_id = u.user_id and l.until_at is null
        where u.org_id = ${reader.orgId} and (u.is_active or ${includeInactive})
          and ${seesUser(reader, sql`u.user_id`)} order by u.user_id`),
  );
}
