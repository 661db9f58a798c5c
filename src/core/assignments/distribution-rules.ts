// Which receiver each lead goes to, decided lead by lead.

import type { Standing } from './assignment-rules.ts';
import { foretellCounts, Pour, type Vessel } from './fair-pour-rules.ts';
import { type Share, toWholeWeights } from './share-rules.ts';

export interface Receiver extends Share {
  /** Their book without their own leads of the selection. */
  bookElsewhere: number;
  /** Leads of the selection that they are primary on, where no other receiver stands before them. */
  own: number;
  /** Leads of the selection on which they are a secondary before any other receiver. */
  joined: number;
}

export interface DistributionTerms {
  seed: number;
  keepStanding: boolean;
  /** How many leads are to be placed; only told where it matters (see `dependsOnCount`). */
  leads: number;
}

/** Who stands on a lead, and how. */
export interface Stander {
  readonly userId: number;
  readonly standing: Standing;
}

/** Why: they already stood on it, it came to their share, of that what full books left, or no receiver has room. */
export type Placement =
  | { readonly userId: number; readonly why: 'kept' | 'share' | 'share-of-rest' }
  | { readonly userId: null; readonly why: 'no-room' };

export interface Distribution {
  /** `standing`: who stands on the lead in its role, the primary first. */
  place(lead: { standing: readonly Stander[] }): Placement;
}

const noRoom: Placement = { userId: null, why: 'no-room' };

/**
 * Places one lead after another; the same receivers, leads and seed give the same placements. Room for the kept
 * leads is held back from the start, so one that comes late still finds its place. A lead that finds no room stays
 * with whoever holds it, so a receiver under a cap keeps their own leads as far as their share and their cap go: they
 * only receive or only give, and their book never passes the cap on the way.
 */
export function openDistribution(receivers: readonly Receiver[], terms: DistributionTerms): Distribution {
  const { keepStanding } = terms;
  const vessels = toVessels(receivers, terms);
  const vesselOf = new Map(vessels.map((vessel) => [vessel.userId, vessel]));
  const pour = new Pour(vessels);

  function findKeeper(standers: readonly Stander[]): Vessel | undefined {
    const first = standers.find(({ userId }) => vesselOf.has(userId));
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
      const why = pour.hasFull ? 'share-of-rest' : 'share';
      const next = pour.next();
      return next ? { userId: next.userId, why } : noRoom;
    },
  };
}

/** Where standings are not kept, a receiver under a cap keeps as many of their own leads as come to their share. */
export function dependsOnCount(
  receivers: readonly Receiver[],
  { keepStanding }: { keepStanding: boolean },
): boolean {
  return !keepStanding && receivers.some(({ cap, own }) => cap !== null && own > 0);
}

function toVessels(receivers: readonly Receiver[], terms: DistributionTerms): Vessel[] {
  const empty = toEmptyVessels(receivers, terms.seed);
  if (terms.keepStanding) return empty.map((vessel, place) => keepAll(vessel, receivers[place]));
  if (!dependsOnCount(receivers, terms)) return empty;
  const shares = foretellCounts(empty, terms.leads);
  return empty.map((vessel, place) => keepShare(vessel, receivers[place], shares.get(vessel.userId)));
}

function toEmptyVessels(receivers: readonly Receiver[], seed: number): Vessel[] {
  const whole = toWholeWeights(receivers);
  if (!whole) throw new RangeError('These weights cannot be counted exactly: read them by readShares first.');
  return receivers.map(({ userId, cap, bookElsewhere }, place) => ({
    userId,
    weight: whole.weights[place] ?? 0,
    rank: scramble(scramble(seed) ^ userId),
    room: cap === null ? Number.POSITIVE_INFINITY : Math.max(0, cap - bookElsewhere),
    count: 0,
    filed: 0,
    reserved: { own: 0, joined: 0 },
  }));
}

/** Their own leads come first, since those stay in their book where they find no room. */
function keepAll(vessel: Vessel, { own = 0, joined = 0 }: Partial<Receiver> = {}): Vessel {
  const ownKept = Math.min(own, vessel.room);
  return reserve(vessel, { own: ownKept, joined: Math.min(joined, vessel.room - ownKept) });
}

/** Whoever gives leads away receives none: a book at its cap takes one only after one has left it. */
function keepShare(vessel: Vessel, { cap = null, own = 0 }: Partial<Receiver> = {}, share = 0): Vessel {
  if (cap === null || own === 0) return vessel;
  const kept = reserve(vessel, { own: Math.min(own, share), joined: 0 });
  return own < share ? kept : { ...kept, room: share, isSettled: share < vessel.room };
}

function reserve(vessel: Vessel, reserved: Vessel['reserved']): Vessel {
  const count = reserved.own + reserved.joined;
  return { ...vessel, count, filed: count, reserved };
}

/** A number of 32 bits that looks random; no two of them give the same (the finish of MurmurHash3). */
function scramble(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
