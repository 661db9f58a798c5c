import sql from 'sql-template-tag';
import { notFound } from '../../contract/rules/not-found.ts';
import type { Standing } from '../../contract/words/lead-words.ts';
import type { Database } from '../../database/database.ts';
import { readInOrg, type Transaction } from '../../database/transaction.ts';
import { type Reader, sightOf } from '../access/access-rules.ts';
import { seesUser } from '../access/sight.ts';
import { isInForce } from '../keys/access-key-store.ts';
import { type Person, personOf } from '../users/person.ts';
import { describeUserName, isNamed, type UserName } from '../users/user-name.ts';
import { listOwnScheduled, listScheduled, type ScheduledRequest } from './list-scheduled.ts';

/** How many there are, and the first few. */
interface Sampled<Item> {
  count: number;
  sample: Item[];
}

interface HeldLeads extends Sampled<{ leadId: number; name: string }> {
  role: string;
  standing: Standing;
}

/** Everything that a user would leave behind. */
export interface Inventory {
  user: Person;
  manager: Person | null;
  /** By role and standing. */
  leads: HeldLeads[];
  reports: Sampled<Person>;
  /** Access keys in force, cut short. */
  keys: Sampled<{ accessKey: string; createdAt: string }>;
  /** Requests that wait to run and name the user. */
  scheduledRequests: Sampled<ScheduledRequest>;
  /** Requests that wait to run and that the user asked for: they fail once the user has left. */
  ownScheduledRequests: Sampled<ScheduledRequest>;
}

const mostSampled = 10;

/** What a user holds now: counts, and samples of each. */
export async function takeInventory(database: Database, reader: Reader, name: UserName): Promise<Inventory> {
  const { orgId } = reader;
  return readInOrg(database, orgId, async (tx) => {
    const [found] = await tx.read<{ user: Person; manager: Person | null }>(sql`
      select ${personOf('u')} as "user", ${personOf('m')} as manager from org_user u
      left join reporting_line l on l.org_id = u.org_id and l.user_id = u.user_id and l.until_at is null
      left join org_user m on m.org_id = u.org_id and m.user_id = l.manager_id
      where u.org_id = ${orgId} and ${isNamed(name)} and ${seesUser(reader, sql`u.user_id`)}`);
    if (!found) throw notFound('user', describeUserName(name), { sight: sightOf(reader) });
    const { userId } = found.user;
    const [leads, [reports], [keys], scheduled, own] = await Promise.all([
      readLeads(tx, orgId, userId),
      readReports(tx, orgId, userId),
      readKeys(tx, orgId, userId),
      listScheduled(tx, reader, userId),
      listOwnScheduled(tx, reader, userId),
    ]);
    return {
      ...found,
      leads,
      reports: reports ?? { count: 0, sample: [] },
      keys: keys ?? { count: 0, sample: [] },
      scheduledRequests: sampleOf(scheduled),
      ownScheduledRequests: sampleOf(own),
    };
  });
}

function sampleOf<Item>(items: readonly Item[]): Sampled<Item> {
  return { count: items.length, sample: items.slice(0, mostSampled) };
}

async function readLeads(tx: Transaction, orgId: number, userId: number): Promise<HeldLeads[]> {
  return tx.read(sql`select h.role, h.standing, h.count, (
      select jsonb_agg(jsonb_build_object('leadId', l.lead_id, 'name', l.name) order by l.lead_id) from lead l
      where l.org_id = ${orgId} and l.lead_id = any(h.first)) as sample
    from (
      select a.role, a.standing, count(*) as count, (array_agg(a.lead_id order by a.lead_id))[1:${mostSampled}::integer] as first
      from assignment a where a.org_id = ${orgId} and a.user_id = ${userId} and a.until_at is null
      group by a.role, a.standing) h
    order by h.role, h.standing`);
}

async function readReports(tx: Transaction, orgId: number, userId: number): Promise<Sampled<Person>[]> {
  return tx.read(sql`select count(*) as count, coalesce(
      jsonb_agg(${personOf('u')} order by u.user_id) filter (where place <= ${mostSampled}), '[]') as sample
    from (
      select l.user_id, row_number() over (order by l.user_id) as place from reporting_line l
      where l.org_id = ${orgId} and l.manager_id = ${userId} and l.until_at is null) l
    join org_user u on u.org_id = ${orgId} and u.user_id = l.user_id`);
}

/** Whoever asks for an inventory needs to recognise a key, not to use it. */
async function readKeys(tx: Transaction, orgId: number, userId: number): Promise<Inventory['keys'][]> {
  return tx.read(sql`select count(*) as count, coalesce(
      jsonb_agg(jsonb_build_object('accessKey', left(k.access_key, -20) || '…', 'createdAt', k.created_at)
        order by k.created_at) filter (where place <= ${mostSampled}), '[]') as sample
    from (
      select k.access_key, k.created_at, row_number() over (order by k.created_at, k.access_key) as place
      from access_key k
      where k.org_id = ${orgId} and k.user_id = ${userId} and ${isInForce}) k`);
}
