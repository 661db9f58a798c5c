// Which receiver each lead goes to, decided lead by lead.

import { type Share, toWholeWeights } from '../../../contract/rules/share-rules.ts';
import type { Standing } from '../../../contract/words/lead-words.ts';
import { foretellCounts, Pour, type Vessel } from './fair-pour-rules.ts';

export interface Receiver extends Share {
  /** Their book without their own leads of the selection. */
  bookElsewhere: number;
  /** Leads of the selection that they are primary on, where no other receiver stands before them. */
  own: number;
  /** Leads of the selection on which they are a secondary before any other receiver. */
  joined: number;
  /** Leads that an earlier part of the same pour placed with them; left out: none. */
  placed?: number;
}

export interface DistributionTerms {
  seed: number;
  keepStanding: boolean;
  /** The books are to end as equal as they can be, whatever they are now; else the shares of the leads are. */
  levels?: boolean;
  /** How many leads are to be placed; only told where it matters (see `dependsOnCount`). */
  leads: number;
}

/** Who stands on a lead, and how. */
export interface Stander {
  readonly userId: number;
  readonly standing: Standing;
}

/**
 * Why: they already stood on it, it came to their share, of that what full books left, their book was the smallest
 * with room, or no receiver has room.
 */
export type Placement =
  | { readonly userId: number; readonly why: 'kept' | 'share' | 'share-of-rest' }
  | { readonly userId: number; readonly why: 'smallest-book'; readonly book: number }
  | { readonly userId: null; readonly why: 'no-room' };

export interface Distribution {
  /** `standing`: who stands on the lead in its role, the primary first. */
  place(lead: StandingLead): Placement;
  /** Takes back the turn of a lead that cannot be done after all: the next that is not kept gets it. */
  giveBack(placement: Placement, lead: StandingLead): void;
}

interface StandingLead {
  standing: readonly Stander[];
}

const noRoom: Placement = { userId: null, why: 'no-room' };

/**
 * Places one lead after another; the same receivers, leads and seed give the same placements. Room for the kept
 * leads is held back from the start, so one that comes late still finds its place. A lead that finds no room stays
 * with whoever holds it, so a receiver under a cap keeps their own leads as far as their share and their cap go: they
 * only receive or only give, and their book never passes the cap on the way. Where books are levelled every receiver
 * does, so that no lead moves without need.
 */
export function openDistribution(receivers: readonly Receiver[], terms: DistributionTerms): Distribution {
  const { keepStanding } = terms;
  const vessels = toVessels(receivers, terms);
  const vesselOf = new Map(vessels.map((vessel) => [vessel.userId, vessel]));
  const pour = new Pour(vessels);
  const givenBack: Placement[] = [];

  const findFirst = (standers: readonly Stander[]) => standers.find(({ userId }) => vesselOf.has(userId));

  function findKeeper(standers: readonly Stander[]): Vessel | undefined {
    const first = findFirst(standers);
    const vessel = first && vesselOf.get(first.userId);
    if (!vessel) return undefined;
    if (pour.takeReserved(vessel, first.standing === 'primary' ? 'own' : 'joined')) return vessel;
    return keepStanding ? findFree(standers) : undefined;
  }

  function findFree(standers: readonly Stander[]): Vessel | undefined {
    for (const { userId } of standers) {
      const vessel = vesselOf.get(userId);
      if (vessel && pour.takeFree(vessel)) return vessel;
    }
    return undefined;
  }

  return {
    place({ standing }) {
      const keeper = findKeeper(standing);
      if (keeper) return { userId: keeper.userId, why: 'kept' };
      const again = givenBack.pop();
      if (again) return again;
      const why = pour.hasFull ? 'share-of-rest' : 'share';
      const next = pour.next();
      if (!next) return noRoom;
      const { userId, count } = next;
      return terms.levels ? { userId, why: 'smallest-book', book: count - 1 } : { userId, why };
    },
    giveBack(placement, { standing }) {
      if (placement.userId === null) return;
      if (placement.why !== 'kept') givenBack.push(placement);
      // A lead of their own stays in their book, whatever its row comes to.
      else if (findFirst(standing)?.standing !== 'primary')
        givenBack.push({ userId: placement.userId, why: 'share' });
    },
  };
}

/** Where standings are not kept, whoever settles keeps as many of their own leads as come to their share. */
export function dependsOnCount(
  receivers: readonly Receiver[],
  { keepStanding, levels = false }: Pick<DistributionTerms, 'keepStanding' | 'levels'>,
): boolean {
  return !keepStanding && receivers.some((receiver) => settles(receiver, levels));
}

/** Whether a receiver of leads that are theirs only receives or only gives. */
function settles({ cap, own }: Receiver, levels: boolean): boolean {
  return own > 0 && (levels || cap !== null);
}

function toVessels(receivers: readonly Receiver[], terms: DistributionTerms): Vessel[] {
  const { levels = false } = terms;
  const empty = levels ? toBooks(receivers) : toEmptyVessels(receivers, terms.seed);
  const paired = empty.map((vessel, place) => ({ vessel, receiver: receivers[place] }));
  if (terms.keepStanding) return paired.map(({ vessel, receiver }) => keepAll(vessel, receiver));
  if (!dependsOnCount(receivers, terms)) return empty;
  const ends = foretellCounts(empty, terms.leads);
  return paired.map(({ vessel, receiver }) =>
    receiver && settles(receiver, levels)
      ? keepShare(vessel, receiver, ends.get(vessel.userId) ?? 0)
      : vessel,
  );
}

function toEmptyVessels(receivers: readonly Receiver[], seed: number): Vessel[] {
  const whole = toWholeWeights(receivers);
  if (!whole) throw new RangeError('These weights cannot be counted exactly: read them by readShares first.');
  return receivers.map(({ userId, cap, bookElsewhere, placed = 0 }, place) => ({
    userId,
    weight: whole.weights[place] ?? 0,
    rank: scramble(scramble(seed) ^ userId),
    room: cap === null ? Number.POSITIVE_INFINITY : Math.max(0, cap - bookElsewhere),
    count: placed,
    filed: placed,
    reserved: { own: 0, joined: 0 },
  }));
}

/** Vessels that hold the books. Of equal ones the fuller book now comes first, so that what is level stays so. */
function toBooks(receivers: readonly Receiver[]): Vessel[] {
  const bookOf = ({ bookElsewhere, own, placed = 0 }: Receiver) => bookElsewhere + own + placed;
  const inOrder = receivers.toSorted((a, b) => bookOf(b) - bookOf(a) || a.userId - b.userId);
  const rankOf = new Map(inOrder.map(({ userId }, rank) => [userId, rank]));
  return receivers.map(({ userId, cap, bookElsewhere, placed = 0 }) => ({
    userId,
    weight: 1,
    rank: rankOf.get(userId) ?? 0,
    room: Math.max(bookElsewhere + placed, cap ?? Number.POSITIVE_INFINITY),
    count: bookElsewhere + placed,
    filed: bookElsewhere + placed,
    reserved: { own: 0, joined: 0 },
  }));
}

/** Their own leads come first, since those stay in their book where they find no room. */
function keepAll(vessel: Vessel, { own = 0, joined = 0 }: Partial<Receiver> = {}): Vessel {
  const free = vessel.room - vessel.count;
  const ownKept = Math.min(own, free);
  return reserve(vessel, { own: ownKept, joined: Math.min(joined, free - ownKept) });
}

/** Whoever gives leads away receives none: a book at its cap takes one only after one has left it. */
function keepShare(vessel: Vessel, { own }: Receiver, end: number): Vessel {
  const share = end - vessel.count;
  const kept = reserve(vessel, { own: Math.min(own, share), joined: 0 });
  return own < share ? kept : { ...kept, room: end, isSettled: end < vessel.room };
}

function reserve(vessel: Vessel, reserved: Vessel['reserved']): Vessel {
  const count = vessel.count + reserved.own + reserved.joined;
  return { ...vessel, count, filed: count, reserved };
}

/** A number of 32 bits that looks random; no two of them give the same (the finish of MurmurHash3). */
function scramble(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
