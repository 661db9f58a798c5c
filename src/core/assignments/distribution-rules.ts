// Which receiver each lead goes to, decided lead by lead.

import { Pour, type Vessel } from './fair-pour-rules.ts';
import { type Share, toWholeWeights } from './share-rules.ts';

export interface Receiver extends Share {
  /** Leads outside the selection that they are primary on. */
  bookElsewhere: number;
  /** Leads of the selection on which they stand before any other receiver; counts where standings are kept. */
  kept: number;
}

/** Why: they already stood on it, it came to their share, or no receiver has room. */
export type Placement =
  | { readonly userId: number; readonly why: 'kept' | 'share' }
  | { readonly userId: null; readonly why: 'no-room' };

export interface Distribution {
  /** `standing`: who stands on the lead in its role, the primary first. */
  place(lead: { standing: readonly number[] }): Placement;
}

const noRoom: Placement = { userId: null, why: 'no-room' };

/**
 * Places one lead after another; the same receivers, leads and seed give the same placements. Room for the kept
 * leads is held back from the start, so one that comes late still finds its place.
 */
export function openDistribution(
  receivers: readonly Receiver[],
  { seed, keepStanding }: { seed: number; keepStanding: boolean },
): Distribution {
  const vessels = toVessels(receivers, { seed, keepStanding });
  const vesselOf = new Map(vessels.map((vessel) => [vessel.userId, vessel]));
  const pour = new Pour(vessels);

  function findKeeper(standing: readonly number[]): Vessel | undefined {
    let isFirst = true;
    for (const userId of standing) {
      const vessel = vesselOf.get(userId);
      if (!vessel) continue;
      if ((isFirst && pour.takeReserved(vessel)) || pour.takeFree(vessel)) return vessel;
      isFirst = false;
    }
    return undefined;
  }
  return {
    place({ standing }) {
      const keeper = keepStanding ? findKeeper(standing) : undefined;
      if (keeper) return { userId: keeper.userId, why: 'kept' };
      const next = pour.next();
      return next ? { userId: next.userId, why: 'share' } : noRoom;
    },
  };
}

function toVessels(
  receivers: readonly Receiver[],
  { seed, keepStanding }: { seed: number; keepStanding: boolean },
): Vessel[] {
  const whole = toWholeWeights(receivers);
  if (!whole) throw new RangeError('These weights cannot be counted exactly: read them by readShares first.');
  return receivers.map(({ userId, cap, bookElsewhere, kept }, place): Vessel => {
    const room = cap === null ? Number.POSITIVE_INFINITY : Math.max(0, cap - bookElsewhere);
    const reserved = keepStanding ? Math.min(kept, room) : 0;
    return {
      userId,
      weight: whole.weights[place] ?? 0,
      rank: scramble(scramble(seed) ^ userId),
      room,
      count: reserved,
      filed: reserved,
      reserved,
    };
  });
}

/** A number of 32 bits that looks random; no two of them give the same (the finish of MurmurHash3). */
function scramble(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** One plain sentence a lead. */
export function explainPlacements(shares: readonly Share[]): (placement: Placement) => string {
  const whole = toWholeWeights(shares);
  const total = whole ? whole.total / whole.scale : 0;
  const weightOf = new Map(shares.map(({ userId, weight }) => [userId, weight]));
  return ({ userId, why }) => {
    switch (why) {
      case 'kept':
        return `Kept by user ${userId}, who already stood on the lead.`;
      case 'share':
        return `User ${userId} receives by share: weight ${weightOf.get(userId)} of ${total}.`;
      case 'no-room':
        return 'Every receiver’s book is full.';
    }
  };
}
