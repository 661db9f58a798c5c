import { Refusal } from '../../../contract/refusal.ts';
import { readShares, type Share } from '../../../contract/rules/share-rules.ts';
import type { OtherUsers } from '../../../contract/words/term-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Asker } from '../../access/access-rules.ts';
import { fillIn, findAskProblem, findRemovalProblem, type RemovalAsk } from '../../law/removal-rules.ts';
import type { DistributionAsk, To } from '../../ledger/receiving.ts';
import { findUsersInReach } from '../../reporting/find-users-in-reach.ts';
import { refuseDoubledUsers } from '../../users/doubled-users.ts';
import type { UserDirectory, UserReference } from '../../users/user-reference.ts';
import type { UserForChange } from '../../users/user-store.ts';
import type { Choice } from '../choice.ts';
import type { LeadSource } from '../reassignment-terms.ts';
import type { Leaving } from '../room-rules.ts';
import type { StagedAsk } from '../row-input.ts';
import { chooseBySplit } from '../share/choose-by-split.ts';
import { countsBooks, openPlacing, type PlannedGain } from '../share/open-placing.ts';
import type { LeadNow } from './select-leads.ts';

export type ChooseReceiver = (lead: LeadNow) => Choice;

interface ReceiversAsk {
  asker: Asker;
  to: To;
  /** Whom the request removes where its rows do not say it. */
  removal?: (RemovalAsk<UserReference> & { others: OtherUsers }) | undefined;
  source: LeadSource;
  /** Whose places the receivers get, where users leave the leads. */
  leaving?: Leaving | undefined;
  planned?: PlannedGain;
  /** Leave out those of a distribution who take no leads now, instead of refusing them. */
  amongAvailable?: boolean;
}

/** How a plan chooses, whom its terms name to receive, and the shares it chooses by where it distributes. */
export interface Receivers {
  choose: ChooseReceiver;
  named: readonly number[];
  shares: readonly Share[];
  /** The books of those who share decide, too: they have caps, or are to end level. */
  countsBooks: boolean;
}

/**
 * How a plan chooses who receives each lead: as its row says, else the one user of the request, else by its
 * distribution. Refuses receivers who are unknown, have left or take no new leads, and shares that do not add up.
 */
export async function openReceivers(
  tx: Transaction,
  orgId: number,
  requestId: number,
  { removal = { others: 'keep' }, ...ask }: ReceiversAsk,
): Promise<Receivers> {
  const { to } = ask;
  const { choose, ...terms } = await openTerms(tx, orgId, requestId, ask);
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
  { asker, to, source, leaving, planned = () => 0, amongAvailable = false }: Omit<ReceiversAsk, 'removal'>,
): Promise<Receivers> {
  if (!to) return { choose: refuseRow, named: [], shares: [], countsBooks: false };
  if ('user' in to) {
    const { users, reach } = await findUsersInReach(tx, orgId, asker, [to.user]);
    const { userId } = users.getActive(to.user, 'to.user', reach);
    const choice: Choice = { receiver: { userId }, why: undefined };
    return { choose: () => choice, named: [userId], shares: [], countsBooks: false };
  }
  const ask = to.distribution;
  const shares = await readSharesOf(tx, orgId, asker, to, amongAvailable);
  const placing = { asker, requestId, shares, source, leaving, planned, ask };
  const distributionOf = await openPlacing(tx, orgId, placing);
  const named = shares.map(({ userId }) => userId);
  const choose = chooseBySplit(shares, distributionOf);
  return { choose, named, shares, countsBooks: countsBooks(ask.mode, shares) };
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
  amongAvailable = false,
): Promise<readonly Share[]> {
  if (!to || 'user' in to) return [];
  const references = to.distribution.receivers.map((receiver) => receiver.user);
  const { users, reach } = await findUsersInReach(tx, orgId, asker, references);
  refuseDoubledUsers(users, references, { field: 'to.distribution.receivers', reach });
  const ask = amongAvailable ? leaveOutUnavailable(to.distribution, users) : to.distribution;
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

/** Percents are weights among those who are left. */
function leaveOutUnavailable(ask: DistributionAsk, users: UserDirectory): DistributionAsk {
  const receivers = ask.receivers.filter(({ user }) => users.takesLeads(users.findId(user)));
  if (receivers.length === 0) {
    throw new Refusal('receiver-unavailable', {
      field: 'to.distribution',
      message: 'Nobody of this distribution takes leads now. Name somebody else, or make them available.',
    });
  }
  return { ...ask, receivers, mode: ask.mode === 'percent' ? 'weighted' : ask.mode };
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
