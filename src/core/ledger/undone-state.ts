import sql, { raw, type Sql } from 'sql-template-tag';
import type { UndoneExtent } from '../../contract/words/request-words.ts';

/** How much of what a request changed undos have put back; null: nothing that still is. */
export type Undone = UndoneExtent | null;

/** How many requests a request `r` undoes, each through the next: an even number of them leaves what the first one did. */
export const undoDepth: Sql = sql`(with recursive above as (
    select r.undoes union all
    select u.undoes from above a join request u on u.org_id = r.org_id and u.request_id = a.undoes
  ) select count(undoes) from above)`;

/** The `Undone` of a request `r`. What an undo put back stands until that undo is undone itself. */
export function undoneOf(request: string): Sql {
  const r = raw(request);
  return sql`case when ${r}.changed > 0 and ${r}.put_back = ${r}.changed then 'wholly'
    when exists (select from request x where x.org_id = ${r}.org_id and x.undoes = ${r}.request_id
      and x.changed > x.put_back) then 'in part' end`;
}
