// What holds in an organisation now, as facts that a test can compare.

import type { Database } from '../../src/database/database.ts';
import { readInOrg } from '../../src/database/transaction.ts';

/** Something that holds now, what it is about, and the request it comes from; 0 for none. */
export interface Fact {
  about: string;
  is: string;
  by: number;
}

/** Who stands on every lead, every reporting line and every want of one, every key and every account. */
export async function drawFacts(database: Database, orgId: number): Promise<Fact[]> {
  return readInOrg(database, orgId, (tx) =>
    tx.read<Fact>({
      text: `select 'lead ' || lead_id || ' ' || role as about, user_id || ' ' || standing as is, from_request as by
          from assignment where org_id = $1 and until_at is null
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

/** Facts in words; a line that never was and one that ended are told alike: not at all. */
export function tellFacts(facts: readonly Fact[]): string[] {
  return facts.filter(({ is }) => is !== 'nobody').map(({ about, is }) => `${about}: ${is}`);
}
