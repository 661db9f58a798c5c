import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { AccessRole } from './user-store.ts';

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

/** Every user of an org in id order, as the vendor contracts list them: whole, without pages. */
export async function listAllUsers(
  database: Database,
  orgId: number,
  { includeInactive }: { includeInactive: boolean },
): Promise<ListedUser[]> {
  return readInOrg(database, orgId, (tx) =>
    tx.read<ListedUser>({
      name: 'list-all-users',
      text: `select u.user_id as "userId", u.guid, u.first_name as "firstName", u.last_name as "lastName",
          u.email, u.agent_role as "agentRole", u.access_role as "accessRole", u.is_active as "isActive",
          l.manager_id as "managerId"
        from org_user u
        left join reporting_line l
          on l.org_id = u.org_id and l.user_id = u.user_id and l.until_at is null
        where u.org_id = $1 and (u.is_active or $2) order by u.user_id`,
      values: [orgId, includeInactive],
    }),
  );
}
