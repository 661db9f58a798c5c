import sql, { raw, type Sql } from 'sql-template-tag';
import { personOf } from '../users/person.ts';

/** Who made the access key that a request of this alias came by, where it was somebody else; only then is anybody looked up. */
export function keyMakerOf(request: string): Sql {
  const r = raw(request);
  return sql`case when ${r}.key_made_by is not null then (select ${personOf('maker')} from org_user maker
    where maker.org_id = ${r}.org_id and maker.user_id = ${r}.key_made_by) end`;
}
