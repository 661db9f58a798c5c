import sql from 'sql-template-tag';
import type { Database } from '../../database/database.ts';
import { readWhole } from '../../database/read-whole.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { refuseUnknownRole } from '../users/agent-roles.ts';
import { isWanted, selectUsers, type UserFilter, type UserSummary } from '../users/list-users.ts';
import { rowsAFetch } from './rows-a-fetch.ts';

/** Gives all users in sight that match, in the order of their ids, while one transaction sees them as of one moment. */
export async function exportUsers(
  database: Database,
  reader: Reader,
  filter: UserFilter,
  take: (pages: AsyncGenerator<UserSummary[], void>) => Promise<void>,
): Promise<void> {
  await readInOrg(database, reader.orgId, async (tx) => {
    await refuseUnknownRole(tx, reader.orgId, { role: filter.agentRole, field: 'agentRole' });
    const users = selectUsers(sql`${isWanted(reader, filter)} order by u.user_id`);
    await take(await readWhole<UserSummary>(tx, users, rowsAFetch));
  });
}
