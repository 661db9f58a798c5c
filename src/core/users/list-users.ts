import sql, { join, type Sql } from 'sql-template-tag';
import { refuseDoubled } from '../../contract/rules/doubled-rules.ts';
import { foldEmail } from '../../contract/rules/email-rules.ts';
import { foldSearch } from '../../contract/rules/fold-rules.ts';
import type { AccessRole } from '../../contract/words/access-words.ts';
import type { UserFact } from '../../contract/words/fact-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { userFactAt, userNameAt } from '../moments/fact-at.ts';
import { idCursorOf, type Page, type PageAsk, toPage } from '../paging/page-rules.ts';
import { isSpelt } from '../spellings/spelling-store.ts';
import { refuseUnknownRole } from './agent-roles.ts';
import { type Person, personOf } from './person.ts';

/** A user as lists show them. */
export interface UserSummary {
  userId: number;
  guid: string;
  name: string;
  firstName: string;
  lastName: string;
  email: string;
  agentRole: string;
  accessRole: AccessRole;
  isActive: boolean;
  /** False: takes no new leads from a distribution. */
  isAvailable: boolean;
  manager: Person | null;
  /** Reports to nobody on purpose. */
  isHead: boolean;
}

export interface UserFilter {
  /** Only these. */
  userIds?: readonly number[] | undefined;
  /** Words of which each is a part of the name or the e-mail, without regard to case, accents and spelling form. */
  q?: string | undefined;
  agentRole?: string | undefined;
  accessRole?: AccessRole | undefined;
  isActive?: boolean | undefined;
}

/** The columns of a `UserSummary`, of a user `u` and their manager `m`; facts are of then, where a moment is given. */
export function userColumns(asOf?: string): Sql {
  const fact = (name: UserFact) => userFactAt('u', name, asOf);
  return sql`u.user_id as "userId", u.guid, ${userNameAt('u', asOf)} as name,
    ${fact('firstName')} as "firstName", ${fact('lastName')} as "lastName", ${fact('email')} as email,
    ${fact('agentRole')} as "agentRole", ${fact('accessRole')} as "accessRole", u.is_active as "isActive",
    u.is_available as "isAvailable", u.is_head as "isHead", ${personOf('m', asOf)} as manager`;
}

export interface UsersPage extends Page<UserSummary> {
  /** Null: it was not asked for. */
  total: number | null;
}

const cursor = idCursorOf('users');

/** Users in sight in the order of their ids, with the manager each has now. */
export async function listUsers(
  database: Database,
  reader: Reader,
  { limit, after, count = false, ...filter }: UserFilter & PageAsk & { count?: boolean | undefined },
): Promise<UsersPage> {
  const { userIds = [] } = filter;
  refuseDoubled(userIds, { at: () => 'ids', nameOf: (place) => `User ${userIds[place]}` });
  const isMatch = isWanted(reader, filter);
  const from = cursor.open(reader.orgId, after) ?? 0;
  const [rows, [counted]] = await readInOrg(database, reader.orgId, async (tx) => {
    await refuseUnknownRole(tx, reader.orgId, { role: filter.agentRole, field: 'agentRole' });
    return Promise.all([
      tx.read<UserSummary>(
        selectUsers(sql`${isMatch} and u.user_id > ${from}::bigint order by u.user_id limit ${limit + 1}`),
      ),
      count ? tx.read<{ total: number }>(sql`select count(*) as total from org_user u where ${isMatch}`) : [],
    ]);
  });
  return {
    ...toPage(rows, limit, (last) => cursor.seal(reader.orgId, last.userId)),
    total: counted?.total ?? null,
  };
}

/** Users `u` with the manager each has now. */
export function selectUsers(where: Sql): Sql {
  return sql`select ${userColumns()} from org_user u
    left join reporting_line l on l.org_id = u.org_id and l.user_id = u.user_id and l.until_at is null
    left join org_user m on m.org_id = u.org_id and m.user_id = l.manager_id
    where ${where}`;
}

/** Whether a user `u` is in sight and as asked for. */
export function isWanted(reader: Reader, ask: UserFilter): Sql {
  return join(conditionsOf(reader, ask), ' and ');
}

function conditionsOf(reader: Reader, ask: UserFilter): Sql[] {
  return [
    sql`u.org_id = ${reader.orgId}`,
    seesUser(reader, sql`u.user_id`),
    ask.q && isLike(ask.q),
    ask.userIds !== undefined && sql`u.user_id = any(${[...ask.userIds]}::bigint[])`,
    ask.agentRole !== undefined && isSpelt(reader.orgId, 'role', sql`u.agent_role`, [ask.agentRole]),
    ask.accessRole !== undefined && sql`u.access_role = ${ask.accessRole}`,
    ask.isActive !== undefined && sql`u.is_active = ${ask.isActive}`,
  ].filter((condition) => typeof condition === 'object');
}

/** In any order, so that the last name may come first; or the whole address in another spelling. */
function isLike(q: string): Sql {
  const words = foldSearch(q).split(' ');
  const hasAll = words.map((word) => sql`strpos(u.search_key, ${word}) > 0`);
  return sql`((${join(hasAll, ' and ')}) or u.email_key = ${foldEmail(q)})`;
}
