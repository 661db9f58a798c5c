import sql, { join, type Sql } from 'sql-template-tag';
import type { AuditWhat } from '../../contract/rules/audit-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { type Reader, refuseUnlessAdministrator } from '../access/access-rules.ts';
import { readOptionalMoment } from '../moments/read-moment.ts';
import { idCursorOf, type Page, type PageAsk, toPage } from '../paging/page-rules.ts';
import { type Person, personOf } from '../users/person.ts';

export interface AuditEvent {
  eventId: number;
  at: string;
  what: AuditWhat;
  /** Null: the operator, or nobody who is known. */
  by: Person | null;
  accessKey: string | null;
  /** Who made that key, where it was somebody else. */
  keyMadeBy: Person | null;
  about: Person | null;
  detail: string | null;
  address: string | null;
}

export interface AuditFilter {
  what?: AuditWhat | undefined;
  /** The id of whoever did it or whom it is about. */
  user?: number | undefined;
  from?: string | undefined;
  to?: string | undefined;
}

const cursor = idCursorOf('audit-events');

/** The audit trail, the newest first. */
export async function listEvents(
  database: Database,
  reader: Reader,
  { limit, ...ask }: AuditFilter & PageAsk,
): Promise<Page<AuditEvent>> {
  refuseUnlessAdministrator(reader, 'Reading the audit trail');
  const { orgId } = reader;
  const conditions = join(conditionsOf(orgId, ask), ' and ');
  const rows = await readInOrg(database, orgId, (tx) =>
    tx.read<AuditEvent>(sql`select e.event_id as "eventId", e.at, e.what, ${personOf('u')} as by,
        e.access_key as "accessKey", ${personOf('m')} as "keyMadeBy", ${personOf('a')} as about, e.detail, e.address
      from audit_event e
      left join org_user u on u.org_id = e.org_id and u.user_id = e.user_id
      left join org_user a on a.org_id = e.org_id and a.user_id = e.about
      left join access_key k on k.org_id = e.org_id and k.access_key = e.access_key
      left join org_user m on m.org_id = e.org_id and m.user_id = nullif(k.made_by, e.user_id)
      where ${conditions} order by e.event_id desc limit ${limit + 1}`),
  );
  return toPage(rows, limit, (last) => cursor.seal(orgId, last.eventId));
}

function conditionsOf(orgId: number, ask: AuditFilter & { after?: string | undefined }): Sql[] {
  const from = readOptionalMoment(ask.from, 'from');
  const to = readOptionalMoment(ask.to, 'to');
  const after = cursor.open(orgId, ask.after);
  return [
    sql`e.org_id = ${orgId}`,
    ask.what && sql`e.what = ${ask.what}`,
    ask.user !== undefined && sql`(e.user_id = ${ask.user}::bigint or e.about = ${ask.user}::bigint)`,
    from && sql`e.at >= ${from}::timestamptz`,
    to && sql`e.at < ${to}::timestamptz`,
    after !== undefined && sql`e.event_id < ${after}`,
  ].filter((condition) => typeof condition === 'object');
}
