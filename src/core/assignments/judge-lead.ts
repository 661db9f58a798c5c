import { Refusal } from '../../contract/refusal.ts';
import type { Reach } from '../access/access-rules.ts';
import type { Assignment, AssignmentChange, Candidate, DecideLead } from '../law/assignment-rules.ts';
import { describeBoth, type Removal } from '../law/removal-rules.ts';
import type { UserDirectory, UserReference } from '../users/user-reference.ts';
import type { Caps } from './caps.ts';
import { refuseOutOfReach, refuseUnseenLead } from './reach-rules.ts';
import { takeRoom } from './take-room.ts';

/** What the row of a lead is judged by: locked where it is to be written, else as a plan's snapshot has it. */
export interface Judging {
  users: UserDirectory;
  reach: Reach;
  decide: DecideLead;
  /** Move on with every row; left out where no book has a cap. */
  caps?: Caps | undefined;
}

/** One lead, who stands on it, and what is asked for it. */
export interface LeadRow {
  leadId: number;
  exists: boolean;
  isArchived?: boolean | undefined;
  /** It is made by the same request, so that whoever makes it need not see anybody on it. */
  isNew?: true;
  current: readonly Assignment[];
  /** Whoever is to become primary, or null for nobody, or why it is nobody. */
  primary: UserReference | null | Refusal;
  listed: readonly UserReference[];
  /** Who goes. */
  removal: Removal<UserReference>;
  /** Where users leave, who gets whose place, if not the primary. */
  heirs?: readonly HeirAsk[] | undefined;
}

/** Who gets the place of a leaver; null for nobody. */
export interface HeirAsk {
  leaverId: number;
  receiver: UserReference | null;
}

export interface JudgedLead {
  change: AssignmentChange;
  primaryId: number | null;
  listedIds: number[];
  removedIds: number[];
  heirs?: { leaverId: number; receiver: { userId: number } | null }[];
}

/**
 * The one judge of a lead, whether it comes alone, in a plan or in a run. Refuses, in this order: a lead that is not
 * there or out of sight, its primary, each of those listed and of those to remove by their place, a change out of reach, a full book.
 */
export function judgeLead(by: Judging, { leadId, exists, isArchived, current, ...ask }: LeadRow): JudgedLead {
  const { users, reach, decide, caps } = by;
  if (!ask.isNew) refuseUnseenLead(reach, { leadId, exists, isArchived, current });
  if (ask.primary instanceof Refusal) throw ask.primary;
  const primary = ask.primary && users.getActive(ask.primary, 'primary', reach);
  const listed = ask.listed.map((each, place) => users.getActive(each, `listed[${place}]`, reach));
  const { role, others, remove } = ask.removal;
  const removed = remove.map((each, place) => getToRemove(users, each, { place, reach, current }));
  refuseBoth({ primary, listed, removed }, users);
  const heirs = ask.heirs && readHeirs(users, ask.heirs, reach);
  const change = decide(current, { primary, listed, others, role, removed, heirs });
  refuseOutOfReach(reach, { leadId, current, change });
  if (caps) takeRoom({ caps, users }, { leadId, change });
  const listedIds = listed.map((user) => user.userId);
  return {
    change,
    primaryId: primary?.userId ?? null,
    listedIds,
    removedIds: removed,
    ...(heirs ? { heirs: [...heirs].map(toHeir) } : {}),
  };
}

function readHeirs(
  users: UserDirectory,
  heirs: readonly HeirAsk[],
  reach: Reach,
): Map<number, Candidate | null> {
  return new Map(
    heirs.map(({ leaverId, receiver }) => [
      leaverId,
      receiver && users.getActive(receiver, 'primary', reach),
    ]),
  );
}

function toHeir([leaverId, heir]: [number, Candidate | null]) {
  return { leaverId, receiver: heir && { userId: heir.userId } };
}

/** Active or not; whoever stands on the lead is seen there, whatever the reach. */
function getToRemove(
  users: UserDirectory,
  reference: UserReference,
  { place, reach, current }: { place: number; reach: Reach; current: readonly Assignment[] },
): number {
  const field = `remove[${place}]`;
  const seen = reach === 'everyone' ? reach : new Set([...reach, ...current.map((row) => row.userId)]);
  return users.get(reference, field, seen).userId;
}

function refuseBoth(
  named: { primary: Candidate | null; listed: readonly Candidate[]; removed: readonly number[] },
  users: UserDirectory,
): void {
  const fields = new Map(named.listed.map(({ userId }, place) => [userId, `listed[${place}]`]));
  if (named.primary) fields.set(named.primary.userId, 'primary');
  const place = named.removed.findIndex((userId) => fields.has(userId));
  const userId = named.removed[place];
  if (userId === undefined) return;
  const field = `remove[${place}]`;
  const message = describeBoth(users.describe(userId), fields.get(userId) ?? '', field);
  throw new Refusal('invalid-input', { field, message });
}
