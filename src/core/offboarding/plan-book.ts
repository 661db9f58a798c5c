import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Assignment, AssignmentChange, Reassignment } from '../assignments/assignment-rules.ts';
import { countHeld } from '../assignments/assignment-store.ts';
import { foreseeCaps } from '../assignments/caps.ts';
import { openReceivers, type Receivers, readSharesOf } from '../assignments/choose-receivers.ts';
import { planLeadChunks } from '../assignments/plan-lead-chunks.ts';
import type { LeadSource } from '../assignments/reassignment-terms.ts';
import { capsOf, type Share } from '../assignments/share-rules.ts';
import { decideSuccession } from '../assignments/succession-rules.ts';
import { warnOfReceivers } from '../assignments/warn-of-receivers.ts';
import type { PlanWarning } from '../requests/plan-rules.ts';
import { namesOf, UserDirectory } from '../users/user-reference.ts';
import { findUsers } from '../users/user-store.ts';
import { type OffboardPlanning, refuseLeaver } from './find-leaver.ts';
import type { LeadGroupAsk } from './offboarding-ask.ts';
import { describeGroup, findRepeatedGroup, type Held, sortIntoGroups } from './offboarding-rules.ts';

/** After the account and the team. */
export const lastChunkBefore = 2;

export interface PlannedLeads {
  /** On how many leads the leaver stands. */
  leads: number;
  caps: ReadonlyMap<number, number>;
  /** Of each group that several share in. */
  shares: (readonly Share[])[];
  warnings: PlanWarning[];
}

/** Freezes every lead the leaver stands on, group after group. Refuses leads that no group takes. */
export async function planBook(
  tx: Transaction,
  orgId: number,
  planning: OffboardPlanning,
  asks: readonly LeadGroupAsk[],
): Promise<PlannedLeads> {
  const { asker, leaver } = planning;
  refuseRepeats(asks);
  const held = await countHeld(tx, orgId, leaver.userId);
  const { groups, without } = sortIntoGroups(held, asks);
  refuseWithout(without, leaver.name);
  refuseLevelOfSecondaries(asks, groups);
  const given = await readGroupShares(tx, orgId, planning, asks);
  const capOf = capsOf(given.flat());
  const caps = await foreseeCaps(tx, orgId, capOf);
  let chunkNo = lastChunkBefore;
  for (const [place, ask] of asks.entries()) {
    const field = `leads[${place}]`;
    const source = { selection: { held: { userId: leaver.userId, ways: groups[place] ?? [] } } };
    const { choose } = await openGroup(tx, orgId, planning, { ask, source, field });
    chunkNo = await planLeadChunks(
      tx,
      orgId,
      planning.requestId,
      {
        asker,
        source,
        choose,
        terms: { others: 'keep' },
        decide: succeed(leaver.userId),
        caps,
        tally: planning.tally,
      },
      chunkNo,
    );
  }
  const warnings = [
    ...asks.flatMap((ask, place) => (groups[place]?.length ? [] : [warnEmpty(ask, leaver.name)])),
    ...(await warnOfReceivers(tx, orgId, given)),
  ];
  return { leads: countLeads(held), caps: capOf, shares: given, warnings };
}

/** Who shares in which group. All caps hold for every row, so all are read before any row is judged. */
async function readGroupShares(
  tx: Transaction,
  orgId: number,
  { asker }: OffboardPlanning,
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

/** A lead's change when its leaver goes. */
export function succeed(leaverId: number) {
  return (current: readonly Assignment[], { primary }: Reassignment): AssignmentChange =>
    decideSuccession(current, { leaverId, successor: primary });
}

export function countLeads(held: readonly Held[]): number {
  return held.reduce((sum, way) => sum + way.leads, 0);
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

/** How a group's leads find their receivers; the leaver is none. */
export async function openGroup(
  tx: Transaction,
  orgId: number,
  { asker, requestId, leaver, tally }: OffboardPlanning,
  { ask, source, field }: { ask: LeadGroupAsk; source: LeadSource; field: string },
): Promise<Receivers> {
  const planned = (userId: number) => tally.gainOf(userId);
  const receivers = await withField(field, () =>
    openReceivers(tx, orgId, requestId, { asker, to: ask.to, source, planned }),
  );
  for (const { userId } of receivers.shares) refuseLeaver(userId, leaver, `${field}.to.distribution`);
  if (ask.to && 'user' in ask.to) {
    const users = new UserDirectory(await findUsers(tx, orgId, namesOf([ask.to.user])));
    refuseLeaver(users.get(ask.to.user, field).userId, leaver, `${field}.to.user`);
  }
  tally.nameReceivers(receivers.named);
  return receivers;
}

/** A refusal of one group names its place in the body. */
async function withField<Result>(field: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.code, { field: `${field}.${error.field ?? 'to'}`, message: error.message });
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

function warnEmpty(ask: LeadGroupAsk, name: string): PlanWarning {
  return {
    code: 'nothing-selected',
    message: `${name} stands on no lead as ${describeGroup(ask)} that this group could take.`,
  };
}
