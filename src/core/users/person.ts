import sql, { raw, type Sql } from 'sql-template-tag';

/** A user as every screen names them. */
export interface Person {
  userId: number;
  name: string;
  email: string;
  isActive: boolean;
}

/** The user that `alias` joined, or null where it joined none. */
export function personOf(alias: string): Sql {
  const u = raw(alias);
  return sql`case when ${u}.user_id is not null then jsonb_build_object('userId', ${u}.user_id,
    'name', ${u}.first_name || ' ' || ${u}.last_name, 'email', ${u}.email, 'isActive', ${u}.is_active) end`;
}
