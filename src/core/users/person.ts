import sql, { raw, type Sql } from 'sql-template-tag';
import { userFactAt, userNameAt } from '../moments/fact-at.ts';

/** A user as every screen names them. */
export interface Person {
  userId: number;
  name: string;
  email: string;
  isActive: boolean;
}

/** The user that `alias` joined, or null where it joined none; by the name and the e-mail of then, where a moment is given. */
export function personOf(alias: string, asOf?: string): Sql {
  const u = raw(alias);
  return sql`case when ${u}.user_id is not null then jsonb_build_object('userId', ${u}.user_id,
    'name', ${userNameAt(alias, asOf)}, 'email', ${userFactAt(alias, 'email', asOf)}, 'isActive', ${u}.is_active) end`;
}
