import sql, { type Sql } from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { heldAt } from '../moments/held-at.ts';
import { readOptionalMoment } from '../moments/read-moment.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import { describeUserName, isNamed, type UserName } from '../users/user-name.ts';

/** On how many leads a user stands in a role. */
interface BookRole {
  role: string;
  primary: number;
  secondary: number;
}

/** The same by the status that the leads have now. */
interface BookStatus {
  status: string;
  primary: number;
  secondary: number;
}

export interface ShownBook {
  userId: number;
  /** The leads on which the user is primary. */
  book: number;
  roles: BookRole[];
  statuses: BookStatus[];
}

/** On how many leads a user in sight stands, by role, status and standing: now, or as of a moment. */
export async function showBook(
  database: Database,
  reader: Reader,
  ask: { name: UserName; asOf?: string | undefined },
): Promise<ShownBook> {
  const { orgId } = reader;
  const asOf = readOptionalMoment(ask.asOf, 'asOf');
  const named = sql`u.org_id = ${orgId} and ${isNamed(ask.name)}
    and ${seesUser(reader, sql`u.user_id`)}`;
  const held = sql`a.org_id = ${orgId} and a.user_id = (select u.user_id from org_user u where ${named})
    and ${heldAt('a', asOf)}`;
  const [[user], roles, statuses] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read<{ userId: number }>(sql`select u.user_id as "userId" from org_user u where ${named}`),
      tx.read<BookRole>(sql`select a.role, ${countStandings} from assignment a
        where ${held} group by a.role order by a.role`),
      tx.read<BookStatus>(sql`select l.status, ${countStandings} from assignment a
        join lead l on l.org_id = a.org_id and l.lead_id = a.lead_id
        where ${held} group by l.status order by "primary" desc, l.status`),
      refuseFuture(tx, asOf),
    ]),
  );
  if (!user) throw notFound('user', describeUserName(ask.name), { sight: sightOf(reader) });
  const book = roles.reduce((sum, { primary }) => sum + primary, 0);
  return { userId: user.userId, book, roles, statuses };
}

const countStandings: Sql = sql`count(*) filter (where a.standing = 'primary') as primary,
  count(*) filter (where a.standing = 'secondary') as secondary`;
