import sql, { empty } from 'sql-template-tag';
import type { Standing } from '../../contract/words/lead-words.ts';
import type { Database } from '../../database/database.ts';
import { readWhole } from '../../database/read-whole.ts';
import { readInOrg } from '../../database/transaction.ts';
import type { Reader } from '../access/access-rules.ts';
import type { SelectionAsk } from '../leads/lead-conditions.ts';
import { heldAt } from '../moments/held-at.ts';
import { type Person, personOf } from '../users/person.ts';
import { findWanted } from './export-leads.ts';
import { rowsAFetch } from './rows-a-fetch.ts';

/** A user stood on a lead, or still does. */
export interface ExportedAssignment {
  leadId: number;
  user: Person;
  role: string;
  standing: Standing;
  fromAt: string;
  fromRequestId: number;
  untilAt: string | null;
  untilRequestId: number | null;
}

/**
 * Gives everybody who ever stood on the leads in sight that match, or who stood there at a moment, by the leads' ids and
 * the oldest first, while one transaction sees them.
 */
export async function exportAssignments(
  database: Database,
  reader: Reader,
  filter: SelectionAsk,
  take: (pages: AsyncGenerator<ExportedAssignment[], void>) => Promise<void>,
): Promise<void> {
  const { asOf } = filter;
  await readInOrg(database, reader.orgId, async (tx) => {
    const wanted = await findWanted(tx, reader, filter);
    const assignments = sql`select a.lead_id as "leadId", ${personOf('u', asOf)} as user, a.role, a.standing,
        a.from_at as "fromAt", a.from_request as "fromRequestId", a.until_at as "untilAt", a.until_request as "untilRequestId"
      from (select l.lead_id from ${wanted}) w
        join assignment a on a.org_id = ${reader.orgId} and a.lead_id = w.lead_id
        join org_user u on u.org_id = a.org_id and u.user_id = a.user_id
      ${asOf === undefined ? empty : sql`where ${heldAt('a', asOf)}`}
      order by a.lead_id, a.from_at, a.user_id, a.from_request`;
    await take(await readWhole<ExportedAssignment>(tx, assignments, rowsAFetch));
  });
}
