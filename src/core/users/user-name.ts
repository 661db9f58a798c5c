import sql, { type Sql } from 'sql-template-tag';

/** Either of the two names that a path may give a user. */
export type UserName = { userId: number } | { guid: string };

/** Whether `u` is the user so named. */
export function isNamed(name: UserName): Sql {
  return 'guid' in name ? sql`u.guid = ${name.guid}::uuid` : sql`u.user_id = ${name.userId}::bigint`;
}

/** As whoever asks wrote it. */
export function describeUserName(name: UserName | { email: string }): string {
  if ('guid' in name) return name.guid;
  return 'email' in name ? name.email : String(name.userId);
}
