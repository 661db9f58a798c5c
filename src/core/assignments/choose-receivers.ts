import sql, { type Sql } from 'sql-template-tag';
import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Asker } from '../access/access-rules.ts';
import { findUsersInReach } from '../access/find-users-in-reach.ts';
import { conditionsOf, type LeadNow, type StagedAsk } from '../leads/select-leads.ts';
import type { UserReference } from '../users/user-reference.ts';
import type { UserForChange } from '../users/user-store.ts';
import { type Assignment, bySeniority, type OtherUsers } from './assignment-rules.ts';
import { type Distribution, dependsOnCount, openDistribution } from './distribution-rules.ts';
import type { Why } from './explain-whys.ts';
import type { HeirAsk } from './judge-lead.ts';
import type { DistributionAsk, LeadSource, To } from './reassignment-terms.ts';
import { fillIn, findAskProblem, findRemovalProblem, type RemovalAsk } from './removal-rules.ts';
import { readShares, type Share } from './share-rules.ts';

/** Who is to receive one lead, and why; null where nobody is to, none where every book is full. */
export interface Choice {
  receiver: UserReference | null | undefined;
  why: Why | 'n' | undefined;
  /** How large the receiver's book is before this lead, where that is why. */
  book?: number;
  /** Where users leave the lead: who gets whose place, if that is not the receiver. */
  heirs?: readonly HeirAsk[] | undefined;
  /** Why there is no receiver, where that is not for want of room. */
  refusal?: Refusal;
}

export type ChooseReceiver = (lead: LeadNow) => Choice;

/** By how much other leads of the same plan make a user's book grow. */
type PlannedGain = (userId: number) => number;

interface ReceiversAsk {
  asker: Asker;
  to: To;
  /** Whom the request removes where its rows do not say it. */
  removal?: (RemovalAsk<UserReference> & { others: OtherUsers }) | undefined;
  source: LeadSource;
  planned?: PlannedGain;
}

/** How a plan chooses, whom its terms name to receive, and the shares it chooses by where it distributes. */
export interface Receivers {
  choose: ChooseReceiver;
  named: readonly number[];
  shares: readonly Share[];
}

/**
 * How a plan chooses who receives each lead: as its row says, else the one user of the request, else by its
 * distribution. Refuses receivers who are unknown, have left or take no new leads, and shares that do not add up.
 */
export async function openReceivers(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { asker, to, removal = { others: 'keep' }, source, planned = () => 0 }: ReceiversAsk,
): Promise<Receivers> {
  const { choose, ...terms } = await openTerms(tx, orgId, requestId, { asker, to, source, planned });
  return {
    ...terms,
    choose: (lead) => {
      const { primary } = lead.ask;
      const isForNobody = primary === undefined ? asksForNobody(to, lead.ask, removal) : primary === null;
      refuseUnclear(lead, { isForNobody, removal });
      if (primary) return asAsked(lead.ask, primary);
      return isForNobody ? nobody : choose(lead);
    },
  };
}

/** A row that names nobody to receive it, and that no receiver of the request waits for. */
function asksForNobody(to: To, ask: StagedAsk, removal: RemovalAsk<UserReference>): boolean {
  if (to !== undefined) return to === null;
  return [ask, removal].some(({ agentRole, remove }) => agentRole !== undefined || remove !== undefined);
}

function refuseUnclear(
  { leadId, ask }: LeadNow,
  { isForNobody, removal }: { isForNobody: boolean; removal: NonNullable<ReceiversAsk['removal']> },
): void {
  const problem =
    findAskProblem(ask, { what: `lead ${leadId}`, receives: !isForNobody }) ??
    (isForNobody ? findRemovalProblem(fillIn(ask, removal, true), `lead ${leadId}`) : undefined);
  if (problem !== undefined) throw new Refusal('invalid-input', { field: 'rows', message: problem });
}

const nobody: Choice = { receiver: null, why: undefined };

/** The receiver that a row names by itself. */
export function asAsked({ why, heirs }: StagedAsk, receiver: UserReference | null): Choice {
  return { receiver, why, heirs };
}

async function openTerms(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { asker, to, source, planned }: Required<Omit<ReceiversAsk, 'removal'>>,
): Promise<Receivers> {
  if (!to) return { choose: refuseRow, named: [], shares: [] };
  if ('user' in to) {
    const { users, reach } = await findUsersInReach(tx, orgId, asker, [to.user]);
    const { userId } = users.getActive(to.user, 'to.user', reach);
    const choice: Choice = { receiver: { userId }, why: undefined };
    return { choose: () => choice, named: [userId], shares: [] };
  }
  const shares = await readSharesOf(tx, orgId, asker, to);
  const distribution = await openPlacing(tx, orgId, {
    requestId,
    shares,
    source,
    planned,
    ask: to.distribution,
  });
  const named = shares.map(({ userId }) => userId);
  return { choose: openSplit(shares, distribution), named, shares };
}

function refuseRow({ leadId }: LeadNow): never {
  throw new Refusal('invalid-input', {
    field: 'to',
    message: `Nobody is named to receive lead ${leadId}: name a primary in its row, or who receives all such leads. Where nobody is to, say so: primary or to is null, in a CSV the word nobody.`,
  });
}

/** Who shares in the leads; nobody where they all go to one user. */
export async function readSharesOf(
  tx: Transaction,
  orgId: number,
  asker: Asker,
  to: To,
): Promise<readonly Share[]> {
  if (!to || 'user' in to) return [];
  const ask = to.distribution;
  const references = ask.receivers.map((receiver) => receiver.user);
  const { users, reach } = await findUsersInReach(tx, orgId, asker, references);
  const entries = ask.receivers.map(({ user, share, cap }, place) => {
    const field = `to.distribution.receivers[${place}]`;
    return { userId: getAvailable(users.getActive(user, field, reach), field).userId, weight: share, cap };
  });
  if (ask.mode === 'level')
    refuseSeveralRoles(ask.receivers.map(({ user }) => users.get(user, 'to.distribution')));
  const read = readShares(ask.mode, entries);
  if (read.outcome === 'read') return read.shares;
  const [first] = read.problems;
  const field = first?.at === null || !first ? 'to.distribution' : `to.distribution.receivers[${first.at}]`;
  throw new Refusal('invalid-input', { field, message: read.problems.map((each) => each.message).join(' ') });
}

function getAvailable(user: UserForChange, field: string): UserForChange {
  if (user.isAvailable) return user;
  throw new Refusal('user-unavailable', {
    field,
    message: `${user.name} (user ${user.userId}) takes no new leads now. Leave them out, or make them available.`,
  });
}

/** A lead leaves a book only when somebody of the same role receives it. */
function refuseSeveralRoles(receivers: readonly UserForChange[]): void {
  const roles = [...new Set(receivers.map(({ agentRole }) => agentRole))].sort();
  if (roles.length < 2) return;
  throw new Refusal('invalid-input', {
    field: 'to.distribution',
    message: `Books are levelled among receivers of one agent role; these have several: ${roles.join(', ')}. Level one role at a time.`,
  });
}

const letters = { kept: 'k', share: 's', 'share-of-rest': 'r', 'smallest-book': 'l' } as const;

function openSplit(shares: readonly Share[], distribution: Distribution): ChooseReceiver {
  const receivers = new Set(shares.map((share) => share.userId));
  return ({ current }) => {
    const placement = distribution.place({ standing: standingAmong(current, receivers) });
    if (placement.userId === null) return { receiver: undefined, why: 'n' };
    const choice = { receiver: { userId: placement.userId }, why: letters[placement.why] };
    return placement.why === 'smallest-book' ? { ...choice, book: placement.book } : choice;
  };
}

function standingAmong(current: readonly Assignment[], receivers: ReadonlySet<number>): Assignment[] {
  const standing = current.filter((row) => receivers.has(row.userId));
  return standing.length < 2 ? standing : standing.toSorted(bySeniority);
}

interface Held {
  userId: number;
  book: number;
  own: number;
  joined: number;
}

async function openPlacing(
  tx: Transaction,
  orgId: number,
  of: {
    requestId: number;
    shares: readonly Share[];
    source: LeadSource;
    planned: PlannedGain;
    ask: DistributionAsk;
  },
): Promise<Distribution> {
  const userIds = of.shares.map((share) => share.userId);
  const held = await tx.read<Held>(countHeld(orgId, userIds, of.source));
  const heldBy = new Map(held.map((each) => [each.userId, each]));
  const receivers = of.shares.map((share) => {
    const { book, own, joined } = heldBy.get(share.userId) ?? { book: 0, own: 0, joined: 0 };
    return { ...share, bookElsewhere: book - own + of.planned(share.userId), own, joined };
  });
  const { keepStanding, mode } = of.ask;
  const terms = { seed: of.requestId, keepStanding, levels: mode === 'level' };
  const leads = dependsOnCount(receivers, terms) ? await countLeads(tx, orgId, of.source) : 0;
  return openDistribution(receivers, { ...terms, leads });
}

async function countLeads(tx: Transaction, orgId: number, source: LeadSource): Promise<number> {
  const [row] = await tx.read<{ leads: number }>(
    sql`select count(*) as leads from (${leadsOf(orgId, source)}) to_place`,
  );
  return row?.leads ?? 0;
}

/** The leads that the distribution is to place. */
function leadsOf(orgId: number, source: LeadSource): Sql {
  return source !== 'staged'
    ? sql`select l.lead_id from lead l where l.org_id = ${orgId} ${conditionsOf(orgId, source.selection)}`
    : sql`select lead_id from staged_row where ask->'primary' is null`;
}

/** Of each receiver: their book, and of the leads to plan those that are theirs first, as primary or as secondary. */
function countHeld(orgId: number, userIds: readonly number[], source: LeadSource): Sql {
  return sql`with held as (
      select a.lead_id, a.user_id, a.standing, coalesce(a.role_since, a.from_at) as since from assignment a
      where a.org_id = ${orgId} and a.user_id = any(${userIds}::integer[]) and a.until_at is null
    ), here as (
      select user_id, standing, row_number() over (
        partition by lead_id order by standing, since, user_id) as place
      from held where lead_id in (${leadsOf(orgId, source)})
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
