import type { Database } from '../../database/database.ts';
import { readInOrg, type Transaction } from '../../database/transaction.ts';
import { isAdministrator, type Reader } from '../access/access-rules.ts';
import type { AgentRole } from '../users/agent-role-rules.ts';

export interface ListedRole extends AgentRole {
  /** How many active users have it. Null: whoever asks does not see everybody. */
  users: number | null;
}

/** The agent roles of an org in its order, and how many people have each. */
export async function listRoles(database: Database, reader: Reader): Promise<ListedRole[]> {
  return readInOrg(database, reader.orgId, (tx) => readRoles(tx, reader));
}

export async function readRoles(tx: Transaction, reader: Reader): Promise<ListedRole[]> {
  const roles = await tx.read<AgentRole & { users: number }>({
    name: 'list-agent-roles-with-users',
    text: `select name, place, is_active as "isActive", coalesce(u.users, 0)::integer as users
      from agent_role r left join (
        select agent_role, count(*) as users from org_user where org_id = $1 and is_active group by 1) u
      on u.agent_role = r.name where r.org_id = $1 order by place, name`,
    values: [reader.orgId],
  });
  return isAdministrator(reader) ? roles : roles.map((role) => ({ ...role, users: null }));
}
