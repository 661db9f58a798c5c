import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import { seesLead } from '../access/sight.ts';

/** Another lead that is reached in the same way, and so may be the same. */
export interface PossibleTwin {
  leadId: number;
  name: string;
  by: ('email' | 'phone')[];
}

const mostTwins = 10;
/** Of an address that very many have, the first are looked at: what is there so often tells nobody apart. */
const mostLookedAt = 200;

/** Those of a lead `l` that the reader sees and that are not archived, as JSON. */
export function possibleTwins(reader: Reader): Sql {
  return sql`(select coalesce(jsonb_agg(t order by t."leadId"), '[]') from (
    select o.lead_id as "leadId", o.name, jsonb_agg(same.kind order by same.kind) as by
    from lead_contact mine
    cross join lateral (select c.lead_id, c.kind from lead_contact c
      where c.org_id = mine.org_id and c.kind = mine.kind and c.key = mine.key and c.lead_id <> mine.lead_id
      order by c.lead_id limit ${mostLookedAt}) same
    join lead o on o.org_id = l.org_id and o.lead_id = same.lead_id and not o.is_archived
    where mine.org_id = l.org_id and mine.lead_id = l.lead_id and ${seesLead(reader, sql`o.lead_id`)}
    group by o.lead_id, o.name order by o.lead_id limit ${mostTwins}) t)`;
}

/** Other leads that may be the same as one in sight. */
export async function listPossibleTwins(
  database: Database,
  reader: Reader,
  leadId: number,
): Promise<PossibleTwin[]> {
  const { orgId } = reader;
  const [lead] = await readInOrg(database, orgId, (tx) =>
    tx.read<{ twins: PossibleTwin[] }>(sql`select ${possibleTwins(reader)} as twins from lead l
      where l.org_id = ${orgId} and l.lead_id = ${leadId} and ${seesLead(reader, sql`l.lead_id`)}`),
  );
  return lead?.twins ?? [];
}
