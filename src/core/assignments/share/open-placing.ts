import sql, { empty, type Sql } from 'sql-template-tag';
import { orRefusal, Refusal } from '../../../contract/refusal.ts';
import type { Share } from '../../../contract/rules/share-rules.ts';
import type { ShareMode } from '../../../contract/words/term-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Asker } from '../../access/access-rules.ts';
import { seesLead } from '../../access/sight.ts';
import type { Assignment } from '../../law/assignment-rules.ts';
import { conditionsOf } from '../../leads/lead-conditions.ts';
import type { DistributionAsk } from '../../ledger/receiving.ts';
import { findUsersInReach } from '../../reporting/find-users-in-reach.ts';
import type { UserReference } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import type { LeadSource } from '../reassignment-terms.ts';
import { type Leaving, needsRoom } from '../room-rules.ts';
import { type Distribution, dependsOnCount, openDistribution } from './distribution-rules.ts';

/** By how much other leads of the same plan make a user's book grow. */
export type PlannedGain = (userId: number) => number;

interface Held {
  userId: number;
  book: number;
  own: number;
  joined: number;
}

/** What a distribution is opened for. */
interface Placing {
  asker: Asker;
  requestId: number;
  shares: readonly Share[];
  source: LeadSource;
  planned: PlannedGain;
  ask: DistributionAsk;
  /** Where users leave the leads: a receiver of theirs may become a secondary, who needs no room. */
  leaving: Leaving | undefined;
}

/**
 * Opens a distribution over the leads of a plan, by what its receivers hold of them and elsewhere. Where books count and
 * users leave, those of the leads that need no room in a book are split by themselves, whatever the books hold.
 */
export async function openPlacing(
  tx: Transaction,
  orgId: number,
  of: Placing,
): Promise<(lead: { current: readonly Assignment[] }) => Distribution> {
  const { leaving, shares, ask } = of;
  const leadsToPlace = await findLeadsToPlace(tx, orgId, of);
  if (!leaving || !countsBooks(ask.mode, shares)) {
    const all = await openOver(tx, orgId, of, leadsToPlace);
    return () => all;
  }
  const people = await findUsers(tx, orgId, { userIds: shares.map(({ userId }) => userId) });
  const roles = [...new Set(people.map(({ agentRole }) => agentRole))];
  const needing = leadsThatNeedRoom(orgId, leaving, roles);
  const pick = (isNeeding: Sql) => sql`select p.lead_id from (${leadsToPlace}) p where ${isNeeding}`;
  const filling = await openOver(tx, orgId, of, pick(needing));
  const joining = await openOver(tx, orgId, withoutBooks(of), pick(sql`not ${needing}`));
  return ({ current }) => (needsRoom(current, leaving, roles) ? filling : joining);
}

/** Whether the books of those who share decide, too: they have caps, or are to end level. */
export function countsBooks(mode: ShareMode, shares: readonly Share[]): boolean {
  return mode === 'level' || shares.some(({ cap }) => cap !== null);
}

/** The same split, as if no book were ever full. */
function withoutBooks({ shares, ask, ...of }: Placing): Placing {
  return {
    ...of,
    shares: shares.map((share) => ({ ...share, cap: null })),
    ask: { ...ask, mode: ask.mode === 'level' ? 'even' : ask.mode },
  };
}

async function openOver(
  tx: Transaction,
  orgId: number,
  of: Placing,
  leadsToPlace: Sql,
): Promise<Distribution> {
  const userIds = of.shares.map((share) => share.userId);
  const held = await tx.read<Held>(countBooks(orgId, userIds, leadsToPlace));
  const heldBy = new Map(held.map((each) => [each.userId, each]));
  const receivers = of.shares.map((share) => {
    const { book, own, joined } = heldBy.get(share.userId) ?? { book: 0, own: 0, joined: 0 };
    return { ...share, bookElsewhere: book - own + of.planned(share.userId), own, joined };
  });
  const { keepStanding, mode } = of.ask;
  const terms = { seed: of.requestId, keepStanding, levels: mode === 'level' };
  const leads = dependsOnCount(receivers, terms) ? await countToPlace(tx, leadsToPlace) : 0;
  return openDistribution(receivers, { ...terms, leads });
}

/** What `needsRoom` says, of leads `p`. */
function leadsThatNeedRoom(orgId: number, { userIds, ways }: Leaving, roles: readonly string[]): Sql {
  const here = sql`s.org_id = ${orgId} and s.lead_id = p.lead_id and s.until_at is null`;
  const inWay = ways
    ? sql`and s.role = any(${ways.filter(({ standing }) => standing === 'primary').map(({ role }) => role)}::text[])`
    : empty;
  return sql`(exists (select from assignment s where ${here} and s.user_id = any(${userIds}::integer[])
      and s.standing = 'primary' ${inWay})
    or exists (select from unnest(${roles}::text[]) wanted where not exists (select from assignment s where ${here}
      and s.role = wanted and s.user_id <> all(${userIds}::integer[]))))`;
}

async function countToPlace(tx: Transaction, leadsToPlace: Sql): Promise<number> {
  const [row] = await tx.read<{ leads: number }>(
    sql`select count(*) as leads from (${leadsToPlace}) to_place`,
  );
  return row?.leads ?? 0;
}

/** The leads that the distribution is to place: of a list those that name nobody, as far as they can be done. */
async function findLeadsToPlace(
  tx: Transaction,
  orgId: number,
  { asker, source }: Pick<Placing, 'asker' | 'source'>,
): Promise<Sql> {
  if (source !== 'staged')
    return sql`select l.lead_id from lead l where l.org_id = ${orgId} ${conditionsOf(orgId, source.selection)}`;
  const refused = await findRefusedUsers(tx, orgId, asker);
  return sql`select r.lead_id from staged_row r join lead l on l.org_id = ${orgId} and l.lead_id = r.lead_id
    where r.ask->'primary' is null and ${seesLead({ orgId, ...asker }, sql`r.lead_id`)}
      and not coalesce(r.ask->'listed' @> any(${refused.map((user) => JSON.stringify([user]))}::jsonb[]), false)`;
}

/** Those listed in rows who make a row fail: nobody knows them, or they are not active. */
async function findRefusedUsers(tx: Transaction, orgId: number, asker: Asker): Promise<UserReference[]> {
  const listed = await tx.read<{ user: UserReference }>(
    sql`select distinct listed as user from staged_row, jsonb_array_elements(ask->'listed') listed`,
  );
  const references = listed.map(({ user }) => user);
  const { users, reach } = await findUsersInReach(tx, orgId, asker, references);
  return references.filter(
    (user) => orRefusal(() => users.getActive(user, 'listed', reach)) instanceof Refusal,
  );
}

/** Of each receiver: their book, and of the leads to plan those that are theirs first, as primary or as secondary. */
function countBooks(orgId: number, userIds: readonly number[], leadsToPlace: Sql): Sql {
  return sql`with held as (
      select a.lead_id, a.user_id, a.standing, coalesce(a.role_since, a.from_at) as since from assignment a
      where a.org_id = ${orgId} and a.user_id = any(${userIds}::integer[]) and a.until_at is null
    ), here as (
      select user_id, standing, row_number() over (
        partition by lead_id order by standing, since, user_id) as place
      from held where lead_id in (${leadsToPlace})
    ), book as (
      select user_id, count(*) as book from held where standing = 'primary' group by user_id
    ), chosen as (
      select user_id, count(*) filter (where standing = 'primary') as own,
        count(*) filter (where standing = 'secondary') as joined
      from here where place = 1 group by user_id
    )
    select user_id as "userId", coalesce(book, 0) as book, coalesce(own, 0) as own, coalesce(joined, 0) as joined
    from book full join chosen using (user_id)`;
}
