import sql from 'sql-template-tag';
import { Refusal } from '../../contract/refusal.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { heldAt } from '../moments/held-at.ts';
import { readOptionalMoment } from '../moments/moment-rules.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import { type UserSummary, userColumns } from './list-users.ts';
import { isNamed, type UserName } from './user-name.ts';

export interface ShownUser extends UserSummary {
  /** How many users report to this one without anybody between. */
  directReports: number;
}

/** A user in sight as they are now, with their manager and their direct reports now or as of a moment. */
export async function showUser(
  database: Database,
  reader: Reader,
  ask: { name: UserName; asOf?: string | undefined },
): Promise<ShownUser> {
  const { orgId } = reader;
  const asOf = readOptionalMoment(ask.asOf, 'asOf');
  const held = heldAt('l', asOf);
  const [[user]] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read<ShownUser>(sql`select ${userColumns},
          (select count(*) from reporting_line l
            where l.org_id = u.org_id and l.manager_id = u.user_id and ${held}) as "directReports"
        from org_user u
        left join reporting_line l on l.org_id = u.org_id and l.user_id = u.user_id and ${held}
        left join org_user m on m.org_id = u.org_id and m.user_id = l.manager_id
        where u.org_id = ${orgId} and ${isNamed(ask.name)}
          and ${seesUser(reader, sql`u.user_id`)}`),
      refuseFuture(tx, asOf),
    ]),
  );
  if (!user) throw new Refusal('user-not-found');
  return user;
}
