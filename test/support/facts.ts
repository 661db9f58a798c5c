// What holds in an organisation now, as facts that a test can compare.

import type { Database } from '../../src/database/database.ts';
import { readInOrg } from '../../src/database/transaction.ts';

/** Something that holds now, what it is about, and the request that last worked on it; 0 for none. */
export interface Fact {
  about: string;
  is: string;
  by: number;
}

/** Who stands in every role of every lead, every reporting line, every want of either, every key and every account. */
export async function drawFacts(database: Database, orgId: number): Promise<Fact[]> {
  return readInOrg(database, orgId, (tx) =>
    tx.read<Fact>({
      text: `select 'lead ' || lead_id || ' ' || role as about, coalesce(string_agg(user_id || ' ' || standing || ' since ' ||
            coalesce(role_since, from_at), ', ' order by user_id) filter (where until_at is null), 'nobody') as is,
            (array_agg(by order by at desc))[1] as by
          from assignment cross join lateral (select case when until_at is null then from_request
            else until_request end, coalesce(until_at, from_at)) touch (by, at)
          where org_id = $1 group by lead_id, role
        union all select * from (
          select distinct on (user_id) 'line of ' || user_id, case when until_at is null then manager_id::text
            else 'nobody' end, coalesce(until_request, from_request) from reporting_line
          where org_id = $1 order by user_id, from_at desc) line
        union all select 'key ' || access_key, (revoked_at is null)::text, coalesce(switched_by_request, 0)
          from access_key where org_id = $1
        union all select 'account of ' || user_id, is_active::text, coalesce(switched_by_request, 0)
          from org_user where org_id = $1
        order by 1, 2`,
      values: [orgId],
    }),
  );
}

/** Facts in words; a role or a line that never was and one that ended are told alike: not at all. */
export function tellFacts(facts: readonly Fact[]): string[] {
  return facts.filter(({ is }) => is !== 'nobody').map(({ about, is }) => `${about}: ${is}`);
}
