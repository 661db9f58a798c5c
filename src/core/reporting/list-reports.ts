import sql, { empty, type Sql } from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { userFactAt, userNameAt } from '../moments/fact-at.ts';
import { heldAt } from '../moments/held-at.ts';
import { readOptionalMoment } from '../moments/read-moment.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import { cursorOf, type Page, type PageAsk, toPage } from '../paging/page-rules.ts';
import { describeUserName, isNamed, type UserName } from '../users/user-name.ts';

/** A user somewhere below another; at depth 1 they report to that one directly. */
export interface Report {
  userId: number;
  guid: string;
  name: string;
  email: string;
  agentRole: string;
  isActive: boolean;
  managerId: number;
  depth: number;
}

export interface ReportsAsk extends PageAsk {
  name: UserName;
  /** How far down; without it, all the way. */
  depth?: number | undefined;
  asOf?: string | undefined;
}

const cursor = cursorOf('reports', /^(\d{1,9}),(\d{1,10})$/);

/** Everyone in sight below a user in sight, the nearest first: now, or as of a moment. */
export async function listReports(
  database: Database,
  reader: Reader,
  ask: ReportsAsk,
): Promise<Page<Report>> {
  const asOf = readOptionalMoment(ask.asOf, 'asOf');
  const { orgId } = reader;
  const statement = selectReports(reader, { ...ask, asOf });
  const [users, rows] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read(sql`select from org_user u where u.org_id = ${orgId} and ${isNamed(ask.name)}
        and ${seesUser(reader, sql`u.user_id`)}`),
      tx.read<Report>(statement),
      refuseFuture(tx, asOf),
    ]),
  );
  if (users.length === 0) throw notFound('user', describeUserName(ask.name), { sight: sightOf(reader) });
  return toPage(rows, ask.limit, (last) => cursor.seal(orgId, `${last.depth},${last.userId}`));
}

/**
 * `offset 0` holds the planner to the index of a manager's lines. On tables without statistics, as after an
 * import, it would read every line of the org for every user it meets.
 */
function selectReports(reader: Reader, { name, depth, asOf, after, limit }: ReportsAsk): Sql {
  const { orgId } = reader;
  const under = (manager: Sql) => sql`lateral (select l.* from reporting_line l
    where l.org_id = ${orgId} and l.manager_id = ${manager} offset 0) l`;
  const held = heldAt('l', asOf);
  const stop = depth === undefined ? empty : sql`and b.depth < ${depth}`;
  return sql`with recursive below as (
      select l.user_id, l.manager_id, 1 as depth from org_user u, ${under(sql`u.user_id`)}
      where u.org_id = ${orgId} and ${isNamed(name)} and ${held}
      union all
      select l.user_id, l.manager_id, b.depth + 1 from below b, ${under(sql`b.user_id`)} where ${held} ${stop}
    )
    select u.user_id as "userId", u.guid, ${userNameAt('u', asOf)} as name, ${userFactAt('u', 'email', asOf)} as email,
      ${userFactAt('u', 'agentRole', asOf)} as "agentRole", u.is_active as "isActive", b.manager_id as "managerId", b.depth
    from below b join org_user u on u.org_id = ${orgId} and u.user_id = b.user_id
    where ${seesUser(reader, sql`u.user_id`)} ${beyond(orgId, after)} order by b.depth, u.user_id limit ${limit + 1}`;
}

function beyond(orgId: number, after: string | undefined): Sql {
  const [depth, userId] = cursor.open(orgId, after) ?? [];
  return depth === undefined ? empty : sql`and (b.depth, u.user_id) > (${depth}::bigint, ${userId}::bigint)`;
}
