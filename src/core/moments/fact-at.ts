import sql, { raw, type Sql } from 'sql-template-tag';
import type { UserFact } from '../../contract/words/fact-words.ts';

const columns: Readonly<Record<UserFact, string>> = {
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  agentRole: 'agent_role',
  accessRole: 'access_role',
};

/** What a fact of the user whom `alias` joined was at the moment; without one, what it is now. */
export function userFactAt(alias: string, fact: UserFact, asOf: string | undefined): Sql {
  const u = raw(alias);
  const now = sql`${u}.${raw(columns[fact])}`;
  if (asOf === undefined) return now;
  return sql`coalesce((select f.value from fact_past f where f.org_id = ${u}.org_id and f.about = 'user'
    and f.subject_id = ${u}.user_id and f.fact = ${fact} and f.until_at > ${asOf}::timestamptz
    order by f.until_at limit 1), ${now})`;
}

/** Their first and last name in one. */
export function userNameAt(alias: string, asOf: string | undefined): Sql {
  return sql`${userFactAt(alias, 'firstName', asOf)} || ' ' || ${userFactAt(alias, 'lastName', asOf)}`;
}
