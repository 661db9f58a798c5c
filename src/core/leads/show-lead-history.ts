import sql, { empty, type Sql } from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Standing } from '../../contract/words/lead-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesLead } from '../access/sight.ts';
import { type Cause, causeOf } from '../ledger/cause.ts';
import { joinRequest } from '../ledger/join-request.ts';
import { cursorOf, type Page, type PageAsk, toPage } from '../paging/page-rules.ts';
import { type SeenPerson, seenPersonOf } from '../users/seen-person.ts';

/** A user stood, or still stands, on the lead. */
export interface PastAssignment {
  user: SeenPerson;
  role: string;
  standing: Standing;
  fromAt: string;
  fromRequest: Cause;
  untilAt: string | null;
  untilRequest: Cause | null;
}

const cursor = cursorOf('history', /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z),(\d{1,10})$/);

/** Every assignment there ever was on a lead in sight, the one that began last first. */
export async function showLeadHistory(
  database: Database,
  reader: Reader,
  { leadId, after, limit }: { leadId: number } & PageAsk,
): Promise<Page<PastAssignment>> {
  const { orgId } = reader;
  const conditions = sql`a.org_id = ${orgId} and a.lead_id = ${leadId} ${beyond(orgId, after)}`;
  const [leads, rows] = await readInOrg(database, orgId, (tx) =>
    Promise.all([
      tx.read(sql`select from lead l
        where org_id = ${orgId} and lead_id = ${leadId} and ${seesLead(reader, sql`l.lead_id`)}`),
      tx.read<PastAssignment>(sql`select ${seenPersonOf('u', reader)} as user, a.role, a.standing,
          a.from_at as "fromAt", ${causeOf('f', 'fu', reader)} as "fromRequest",
          a.until_at as "untilAt", ${causeOf('t', 'tu', reader)} as "untilRequest"
        from assignment a join org_user u on u.org_id = a.org_id and u.user_id = a.user_id
        ${joinRequest('f', 'fu', 'from_request')} ${joinRequest('t', 'tu', 'until_request')}
        where ${conditions} order by a.from_at desc, a.user_id desc limit ${limit + 1}`),
    ]),
  );
  if (leads.length === 0) throw notFound('lead', leadId, { sight: sightOf(reader) });
  return toPage(rows, limit, (last) => cursor.seal(orgId, `${last.fromAt},${last.user.userId}`));
}

/** When the last item of the page before began. */
export function beginningOf(orgId: number, after: string | undefined): string | undefined {
  return cursor.open(orgId, after)?.[0];
}

function beyond(orgId: number, after: string | undefined): Sql {
  const [fromAt, userId] = cursor.open(orgId, after) ?? [];
  return fromAt === undefined
    ? empty
    : sql`and (a.from_at, a.user_id) < (${fromAt}::timestamptz, ${userId}::bigint)`;
}
