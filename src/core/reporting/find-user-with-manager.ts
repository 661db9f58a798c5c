import sql, { type Sql } from 'sql-template-tag';
import { foldEmail } from '../../contract/rules/email-rules.ts';
import type { AccessRole } from '../../contract/words/access-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { isNamed, type UserName } from '../users/user-name.ts';

export interface UserWithManager {
  guid: string;
  firstName: string;
  lastName: string;
  email: string;
  accessRole: AccessRole;
  managerGuid: string | null;
  managerName: string | null;
  organisationName: string;
}

/** By id, by GUID, or by e-mail in any spelling. */
type Named = UserName | { email: string };

/** An active user in sight with whom they report to now. */
export async function findUserWithManager(
  database: Database,
  reader: Reader,
  named: Named,
): Promise<UserWithManager | undefined> {
  const [user] = await readInOrg(database, reader.orgId, (tx) =>
    tx.read<UserWithManager>(sql`select u.guid, u.first_name as "firstName", u.last_name as "lastName", u.email,
          u.access_role as "accessRole", m.guid as "managerGuid",
          m.first_name || ' ' || m.last_name as "managerName", o.name as "organisationName"
        from org_user u join org o using (org_id)
        left join reporting_line l
          on l.org_id = u.org_id and l.user_id = u.user_id and l.until_at is null
        left join org_user m on m.org_id = u.org_id and m.user_id = l.manager_id
        where u.org_id = ${reader.orgId} and ${isMeant(named)} and u.is_active
          and ${seesUser(reader, sql`u.user_id`)}`),
  );
  return user;
}

function isMeant(named: Named): Sql {
  return 'email' in named ? sql`u.email_key = ${foldEmail(named.email)}` : isNamed(named);
}
