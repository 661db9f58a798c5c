import sql, { raw, type Sql } from 'sql-template-tag';

/**
 * Joins the request that began or ended a row `a` of a history, and whoever asked for it, by these aliases. Row by row: the
 * planner, which guesses many rows, would read every request there is; `offset 0` holds it to their index.
 */
export function joinRequest(request: string, asker: string, column: 'from_request' | 'until_request'): Sql {
  const r = raw(request);
  return sql`left join lateral (select x.* from request x
      where x.org_id = a.org_id and x.request_id = a.${raw(column)} offset 0) ${r} on true
    left join lateral (select x.* from org_user x
      where x.org_id = ${r}.org_id and x.user_id = ${r}.requested_by offset 0) ${raw(asker)} on true`;
}
