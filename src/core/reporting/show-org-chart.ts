import sql, { type Sql } from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { userFactAt, userNameAt } from '../moments/fact-at.ts';
import { heldAt } from '../moments/held-at.ts';
import { readOptionalMoment } from '../moments/read-moment.ts';
import { refuseFuture } from '../moments/refuse-future.ts';
import { type ChartMember, type ChartUser, drawOrgChart } from './org-chart-rules.ts';

interface BookRow {
  userId: number;
  book: number;
}

/**
 * Who reports to whom, with team sizes and books: now, or as of a moment; of everyone, or of one user and all
 * below them; of these whoever is in sight. In it is who is active, and who then stood in a reporting line or held a lead.
 */
export async function showOrgChart(
  database: Database,
  reader: Reader,
  ask: { root?: number | undefined; asOf?: string | undefined },
): Promise<{ users: ChartUser[] }> {
  const asOf = readOptionalMoment(ask.asOf, 'asOf');
  const [members, books] = await readInOrg(database, reader.orgId, (tx) =>
    Promise.all([
      tx.read<ChartMember>(
        ask.root === undefined ? selectEveryone(reader, asOf) : selectTeam(reader, ask.root, asOf),
      ),
      tx.read<BookRow>(
        ask.root === undefined ? selectBooks(reader, asOf) : selectTeamBooks(reader, ask.root, asOf),
      ),
      refuseFuture(tx, asOf),
    ]),
  );
  if (ask.root !== undefined && members.length === 0)
    throw notFound('user', ask.root, { sight: sightOf(reader), field: 'root' });
  return { users: drawOrgChart(members, new Map(books.map(({ userId, book }) => [userId, book]))) };
}

const memberColumns = (
  asOf: string | undefined,
) => sql`u.user_id as "userId", ${userNameAt('u', asOf)} as name,
  ${userFactAt('u', 'agentRole', asOf)} as "agentRole", u.is_active as "isActive"`;

function selectEveryone(reader: Reader, asOf: string | undefined): Sql {
  const { orgId } = reader;
  const isExpected =
    asOf === undefined ? sql`u.is_active` : sql`u.is_active and u.created_at <= ${asOf}::timestamptz`;
  return sql`select ${memberColumns(asOf)}, l.manager_id as "managerId", ${isExpected} as "isExpected"
    from org_user u
    left join reporting_line l on l.org_id = u.org_id and l.user_id = u.user_id and ${heldAt('l', asOf)}
    where u.org_id = ${orgId} and ${seesUser(reader, sql`u.user_id`)} order by u.user_id`;
}

function selectBooks(reader: Reader, asOf: string | undefined): Sql {
  return sql`select a.user_id as "userId", count(*) as book from assignment a
    where a.org_id = ${reader.orgId} and a.standing = 'primary' and ${heldAt('a', asOf)}
      and ${seesUser(reader, sql`a.user_id`)} group by a.user_id`;
}

function selectTeam(reader: Reader, root: number, asOf: string | undefined): Sql {
  const { orgId } = reader;
  return sql`${withTeam(orgId, root, asOf)}
    select ${memberColumns(asOf)}, t.manager_id as "managerId", true as "isExpected"
    from team t join org_user u on u.org_id = ${orgId} and u.user_id = t.user_id
    where ${seesUser(reader, sql`u.user_id`)} order by u.user_id`;
}

function selectTeamBooks(reader: Reader, root: number, asOf: string | undefined): Sql {
  const { orgId } = reader;
  return sql`${withTeam(orgId, root, asOf)}
    select t.user_id as "userId", b.book from team t, lateral (
      select count(*) as book from assignment a where a.org_id = ${orgId} and a.user_id = t.user_id
        and a.standing = 'primary' and ${heldAt('a', asOf)}) b
    where b.book > 0 and ${seesUser(reader, sql`t.user_id`)}`;
}

/** A user and everyone below. `offset 0` holds the planner to the index of a manager's lines. */
function withTeam(orgId: number, root: number, asOf: string | undefined): Sql {
  return sql`with recursive team as (
      select u.user_id, l.manager_id from org_user u
      left join reporting_line l on l.org_id = u.org_id and l.user_id = u.user_id and ${heldAt('l', asOf)}
      where u.org_id = ${orgId} and u.user_id = ${root}::bigint
      union all
      select l.user_id, l.manager_id from team t, lateral (
        select l.* from reporting_line l
        where l.org_id = ${orgId} and l.manager_id = t.user_id and ${heldAt('l', asOf)} offset 0) l
    )`;
}
