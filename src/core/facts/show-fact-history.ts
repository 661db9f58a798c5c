import sql, { empty, type Sql } from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg, type Transaction } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesLead, seesUser } from '../access/sight.ts';
import type { FactValue } from '../law/fact-rules.ts';
import { type Cause, causeOf } from '../ledger/cause.ts';
import { joinRequest } from '../ledger/join-request.ts';
import { cursorOf, type Page, type PageAsk, toPage } from '../paging/page-rules.ts';
import { describeUserName, isNamed, type UserName } from '../users/user-name.ts';
import type { Facts } from './fact-steps.ts';
import { findKnownLeads } from './lead-fact-store.ts';
import { findKnownUsers } from './user-fact-store.ts';

/** A fact that became another. */
export interface FactEvent {
  fact: string;
  before: FactValue;
  after: FactValue;
  at: string;
  request: Cause;
}

/** One user or one lead. */
type Of = UserName | { leadId: number };

interface Found {
  about: 'user' | 'lead';
  subjectId: number;
  facts: Facts;
}

type StoredEvent = Omit<FactEvent, 'after'> & { next: FactValue; isLast: boolean };

const cursor = cursorOf('facts', /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z),(.+)$/s);

/** Every change there ever was of what is known of a user or lead in sight, the last first. */
export async function showFactHistory(
  database: Database,
  reader: Reader,
  { of, after, limit }: { of: Of } & PageAsk,
): Promise<Page<FactEvent>> {
  const { orgId } = reader;
  const rows = await readInOrg(database, orgId, async (tx) => {
    const found = await find(tx, reader, of);
    return readEvents(tx, reader, { found, isWanted: beyond(orgId, after), limit: limit + 1 });
  });
  return toPage(rows, limit, ({ at, fact }) => cursor.seal(orgId, `${at},${fact}`));
}

/** From a moment on, and before another; without one all that was or is. */
interface Time {
  from: string | undefined;
  before: string | undefined;
}

/** The last changes within a time, of a lead that the reader sees. */
export async function listFactsWithin(
  database: Database,
  reader: Reader,
  { leadId, from, before, limit }: Time & { leadId: number; limit: number },
): Promise<FactEvent[]> {
  return readInOrg(database, reader.orgId, async (tx) => {
    const found = await find(tx, reader, { leadId });
    const isWanted = sql`${from === undefined ? empty : sql`and a.until_at >= ${from}::timestamptz`}
      ${before === undefined ? empty : sql`and a.until_at < ${before}::timestamptz`}`;
    return readEvents(tx, reader, { found, isWanted, limit });
  });
}

async function readEvents(
  tx: Transaction,
  reader: Reader,
  { found, isWanted, limit }: { found: Found; isWanted: Sql; limit: number },
): Promise<FactEvent[]> {
  const events = await tx.read<StoredEvent>(selectEvents(reader, found, { isWanted, limit }));
  return events.map(({ next, isLast, ...event }): FactEvent => {
    const { fact, before, at, request } = event;
    return { fact, before, after: isLast ? (found.facts[fact] ?? null) : next, at, request };
  });
}

/** What a fact became is what it was until its next change. */
function selectEvents(
  reader: Reader,
  { about, subjectId }: Found,
  { isWanted, limit }: { isWanted: Sql; limit: number },
): Sql {
  const { orgId } = reader;
  return sql`select a.fact, a.value as before, a.next, a.is_last as "isLast", a.until_at as at,
      ${causeOf('r', 'u', reader)} as request
    from (
      select f.*, lead(f.value) over later as next, lead(f.until_at) over later is null as is_last from fact_past f
      where f.org_id = ${orgId} and f.about = ${about} and f.subject_id = ${subjectId}
      window later as (partition by f.fact order by f.until_at)
    ) a
    ${joinRequest('r', 'u', 'until_request')}
    where true ${isWanted} order by a.until_at desc, a.fact limit ${limit}`;
}

function beyond(orgId: number, after: string | undefined): Sql {
  const [at, fact] = cursor.open(orgId, after) ?? [];
  if (at === undefined) return empty;
  return sql`and (a.until_at < ${at}::timestamptz or (a.until_at = ${at}::timestamptz and a.fact > ${fact}))`;
}

async function find(tx: Transaction, reader: Reader, of: Of): Promise<Found> {
  const { orgId } = reader;
  if ('leadId' in of) {
    const { leadId } = of;
    const seen = await tx.read(sql`select from lead l
      where l.org_id = ${orgId} and l.lead_id = ${leadId} and ${seesLead(reader, sql`l.lead_id`)}`);
    const known = (await findKnownLeads(tx, orgId, [leadId])).get(leadId);
    if (seen.length === 0 || !known) throw notFound('lead', leadId, { sight: sightOf(reader) });
    return { about: 'lead', subjectId: leadId, facts: known.facts };
  }
  const [user] = await tx.read<{ userId: number }>(sql`select u.user_id as "userId" from org_user u
    where u.org_id = ${orgId} and ${isNamed(of)} and ${seesUser(reader, sql`u.user_id`)}`);
  const known = user && (await findKnownUsers(tx, orgId, [user.userId])).get(user.userId);
  if (!known) throw notFound('user', describeUserName(of), { sight: sightOf(reader) });
  return { about: 'user', subjectId: known.id, facts: known.facts };
}
