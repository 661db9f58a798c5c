import { Refusal } from '../../../contract/refusal.ts';
import { capsOf, type Share } from '../../../contract/rules/share-rules.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { countHeld } from '../../assignments/assignment-store.ts';
import { foreseeCaps } from '../../assignments/caps.ts';
import { openReceivers, type Receivers, readSharesOf } from '../../assignments/plan/choose-receivers.ts';
import { planLeadChunks } from '../../assignments/plan/plan-lead-chunks.ts';
import { warnOfReceivers } from '../../assignments/plan/warn-of-receivers.ts';
import type { LeadSource } from '../../assignments/reassignment-terms.ts';
import { type Leavers, type LeavingPlanning, nameLeavers, refuseLeaver } from '../../leaving/find-leavers.ts';
import type { PlanWarning } from '../../ledger/plan-rules.ts';
import { findUnknownRoles } from '../../users/agent-roles.ts';
import { namesOf, UserDirectory } from '../../users/user-reference.ts';
import { findUsers } from '../../users/user-store.ts';
import type { LeadGroupAsk } from './offboarding-ask.ts';
import { describeGroup, findRepeatedGroup, type Held, sortIntoGroups } from './offboarding-rules.ts';
import { joinGroups } from './place-rules.ts';
import { succeedTo } from './run-succession-chunk.ts';

/** After the accounts, the leavers' own lines and the team. */
export const lastChunkBefore = 3;

export interface PlannedLeads {
  caps: ReadonlyMap<number, number>;
  /** Of each group that several share in. */
  shares: (readonly Share[])[];
  warnings: PlanWarning[];
}

/**
 * Freezes every lead that leavers stand on, group after group. One on which they stand in the ways of several groups is
 * one row all the same, in the last of these: by then it is known who receives in each. Refuses leads that no
 * group takes.
 */
export async function planBook(
  tx: Transaction,
  orgId: number,
  planning: LeavingPlanning,
  asks: readonly LeadGroupAsk[],
): Promise<PlannedLeads> {
  const { asker, leavers, tally } = planning;
  refuseRepeats(asks);
  await refuseUnknownRoles(tx, orgId, asks);
  const userIds = [...leavers.keys()];
  const { groups, without } = sortIntoGroups(await countHeld(tx, orgId, userIds), asks);
  refuseWithout(without, nameLeavers(leavers));
  refuseLevelOfSecondaries(asks, groups);
  const given = await readGroupShares(tx, orgId, planning, asks);
  const capOf = capsOf(given.flat());
  const caps = await foreseeCaps(tx, orgId, capOf);
  const by = { asker, terms: { others: 'keep' }, decide: succeedTo(new Set(userIds)), caps, tally } as const;
  const open: Receivers[] = [];
  let chunkNo = lastChunkBefore;
  for (const [place, ask] of asks.entries()) {
    const field = `leads[${place}]`;
    const held = { userIds, ways: groups[place] ?? [] };
    const group = { ask, source: { selection: { held } }, field };
    open.push(await openGroup(tx, orgId, planning, group));
    const source = { selection: { held: { ...held, not: groups.slice(place + 1).flat() } } };
    const receivers = joinGroups({ leavers, groups, open });
    chunkNo = await planLeadChunks(tx, orgId, planning.requestId, { ...by, source, receivers }, chunkNo);
  }
  const warnings = [
    ...asks.flatMap((ask, place) => (groups[place]?.length ? [] : [warnEmpty(ask, leavers)])),
    ...(await warnOfReceivers(tx, orgId, given)),
  ];
  return { caps: capOf, shares: given, warnings };
}

/** Who shares in which group. All caps hold for every row, so all are read before any row is judged. */
async function readGroupShares(
  tx: Transaction,
  orgId: number,
  { asker }: LeavingPlanning,
  asks: readonly LeadGroupAsk[],
): Promise<(readonly Share[])[]> {
  const given: (readonly Share[])[] = [];
  for (const [place, { to }] of asks.entries()) {
    const field = `leads[${place}]`;
    const shares = await withField(field, () => readSharesOf(tx, orgId, asker, to));
    refuseOtherCaps(given.flat(), shares, field);
    given.push(shares);
  }
  return given;
}

function refuseRepeats(asks: readonly LeadGroupAsk[]): void {
  const place = findRepeatedGroup(asks);
  const repeated = place === undefined ? undefined : asks[place];
  if (!repeated) return;
  throw new Refusal('invalid-input', {
    field: `leads[${place}]`,
    message: `Two groups take the leads of ${describeGroup(repeated)}. Keep one of them.`,
  });
}

async function refuseUnknownRoles(
  tx: Transaction,
  orgId: number,
  asks: readonly LeadGroupAsk[],
): Promise<void> {
  const unknown = await findUnknownRoles(
    tx,
    orgId,
    asks.flatMap(({ agentRole }) => agentRole ?? []),
  );
  const place = asks.findIndex(({ agentRole }) => unknown.has(agentRole ?? ''));
  const message = unknown.get(asks[place]?.agentRole ?? '');
  if (message !== undefined)
    throw new Refusal('role-not-found', { field: `leads[${place}].agentRole`, message });
}

function refuseWithout(without: readonly Held[], name: string): void {
  if (without.length === 0) return;
  const missing = without.map(({ role, standing, leads }) => `${leads} as ${role}, ${standing}`).join('; ');
  const [first] = without;
  const example = JSON.stringify({
    agentRole: first?.role,
    standing: first?.standing,
    to: { user: { userId: 1 } },
  });
  throw new Refusal('member-missing', {
    field: 'leads',
    message: `No group takes these leads of ${name}: ${missing}. Add a group for each to leads, such as ${example}.`,
  });
}

/** A book is what somebody is primary on, so the places of a secondary level nothing. */
function refuseLevelOfSecondaries(asks: readonly LeadGroupAsk[], groups: readonly Held[][]): void {
  const place = asks.findIndex(
    ({ to }, at) => levelsBooks(to) && groups[at]?.some(({ standing }) => standing === 'secondary'),
  );
  if (place < 0) return;
  throw new Refusal('invalid-input', {
    field: `leads[${place}].to.distribution`,
    message:
      'A level split looks at books, which hold what somebody is primary on; this group takes leads on which the ' +
      'leaver is secondary, too. Level those with standing primary, and give the others in a group with standing secondary.',
  });
}

function levelsBooks(to: LeadGroupAsk['to']): boolean {
  return !!to && 'distribution' in to && to.distribution.mode === 'level';
}

/** How a group's leads find their receivers; no leaver is one. */
export async function openGroup(
  tx: Transaction,
  orgId: number,
  { asker, requestId, leavers, tally }: LeavingPlanning,
  {
    ask,
    source,
    field,
    amongAvailable = false,
  }: {
    ask: Pick<LeadGroupAsk, 'to'>;
    source: LeadSource;
    field: string | undefined;
    amongAvailable?: boolean;
  },
): Promise<Receivers> {
  const planned = (userId: number) => tally.gainOf(userId);
  const ways = source === 'staged' ? undefined : source.selection.held?.ways;
  const leaving = { userIds: [...leavers.keys()], ways };
  const receivers = await withField(field, () =>
    openReceivers(tx, orgId, requestId, { asker, to: ask.to, source, leaving, planned, amongAvailable }),
  );
  for (const { userId } of receivers.shares) refuseLeaver(userId, leavers, under(field, 'to.distribution'));
  if (ask.to && 'user' in ask.to) {
    const users = new UserDirectory(await findUsers(tx, orgId, namesOf([ask.to.user])));
    const named = users.get(ask.to.user, under(field, 'to.user'));
    refuseLeaver(named.userId, leavers, under(field, 'to.user'));
  }
  tally.nameReceivers(receivers.named);
  return receivers;
}

function under(field: string | undefined, member: string): string {
  return field === undefined ? member : `${field}.${member}`;
}

/** A refusal of one group names its place in the body. */
async function withField<Result>(field: string | undefined, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, problems = [] } = error;
    const told = problems.map(({ column = 'to', ...each }) => ({ ...each, column: under(field, column) }));
    const detail = { field: under(field, error.field ?? 'to'), message };
    throw new Refusal(code, { ...detail, ...(told.length > 0 ? { problems: told } : {}) });
  }
}

/** A book has one cap, whichever group fills it. */
function refuseOtherCaps(given: readonly Share[], shares: readonly Share[], field: string): void {
  const capOf = new Map(given.map((share) => [share.userId, share.cap]));
  const other = shares.find(({ userId, cap }) => capOf.has(userId) && capOf.get(userId) !== cap);
  if (!other) return;
  throw new Refusal('invalid-input', {
    field: `${field}.to.distribution`,
    message: `User ${other.userId} receives in two groups with different caps. Give the same cap in both.`,
  });
}

function warnEmpty(ask: LeadGroupAsk, leavers: Leavers): PlanWarning {
  const stand = leavers.size === 1 ? 'stands' : 'stand';
  return {
    code: 'nothing-selected',
    message: `${nameLeavers(leavers)} ${stand} on no lead as ${describeGroup(ask)} that this group could take.`,
  };
}
