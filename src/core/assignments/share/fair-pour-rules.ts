// A fair split. Picture each receiver as a vessel as wide as their weight, and the leads as water poured over
// all at once: it stands equally high everywhere, but in no vessel below what its receiver keeps nor above the
// room left under their cap. What a vessel holds is the receiver's share, and after every lead each receiver
// has theirs to within one: only who is below their share is due, and of those the one who must have a lead
// soonest gets it. Without caps and kept leads this is Balinski and Young's quota method.

import { PriorityQueue } from './priority-queue.ts';

export interface Vessel {
  userId: number;
  /** Whole. */
  weight: number;
  /** Who comes first where two are due at the same height. */
  rank: number;
  room: number;
  /** Leads it holds, those still to be kept among them; where books are levelled, the whole book. */
  count: number;
  /** The count by which it is filed in a queue. */
  filed: number;
  /** Kept leads still to come: those they are primary on, and others they stand on. */
  reserved: Record<Reserve, number>;
  /** Takes no more since it holds its share, not since it is full. */
  isSettled?: boolean;
}

export type Reserve = 'own' | 'joined';

/** Fills the vessels lead by lead. */
export class Pour {
  /** Not due before the water stands higher than they are filled; the first to be so first. */
  readonly #waiting = new PriorityQueue<Vessel>((a, b) => isLower(a, b, 0));
  /** Below the water; the first that it would overtake by a whole lead first. */
  readonly #due = new PriorityQueue<Vessel>((a, b) => isLower(a, b, 1));
  readonly #water: Water;
  readonly #room: number;
  #poured = 0;
  #full = 0;

  constructor(vessels: readonly Vessel[]) {
    this.#water = new Water(vessels);
    this.#room = vessels.reduce((sum, vessel) => sum + vessel.room, 0);
    for (const vessel of vessels) {
      this.#poured += vessel.count;
      this.#noteFull(vessel);
      this.#file(vessel);
    }
  }

  takeReserved(vessel: Vessel, reserve: Reserve): boolean {
    if (vessel.reserved[reserve] === 0) return false;
    vessel.reserved[reserve] -= 1;
    return true;
  }

  takeFree(vessel: Vessel): boolean {
    if (vessel.count >= vessel.room) return false;
    vessel.count += 1;
    this.#poured += 1;
    this.#noteFull(vessel);
    return true;
  }

  /** Whether the water has met the brim of a vessel, so that others hold more than without it. */
  get hasFull(): boolean {
    return this.#full > 0;
  }

  #noteFull({ count, room, isSettled }: Vessel): void {
    if (count >= room && !isSettled) this.#full += 1;
  }

  next(): Vessel | undefined {
    if (this.#poured >= this.#room) return undefined;
    this.#water.rise(this.#poured + 1);
    const vessel = this.#takeDue();
    if (vessel && this.takeFree(vessel)) this.#file(vessel);
    return vessel;
  }

  /** One that has kept more leads than foretold was filed too early, so it is filed again. */
  #takeDue(): Vessel | undefined {
    for (;;) {
      for (let next = this.#waiting.first; next && this.#water.covers(next); next = this.#waiting.first) {
        this.#due.add(next);
        this.#waiting.take();
      }
      const vessel = this.#due.take();
      if (!vessel || vessel.filed === vessel.count) return vessel;
      this.#file(vessel);
    }
  }

  #file(vessel: Vessel): void {
    vessel.filed = vessel.count;
    if (vessel.count < vessel.room) this.#waiting.add(vessel);
  }
}

/** How many each vessel would come to hold once so many leads are poured, without pouring them one by one. */
export function foretellCounts(vessels: readonly Vessel[], leads: number): Map<number, number> {
  const poured = Math.min(
    vessels.reduce((sum, vessel) => sum + vessel.count, leads),
    vessels.reduce((sum, vessel) => sum + vessel.room, 0),
  );
  const water = new Water(vessels);
  water.rise(poured);
  const filled = vessels.map((vessel) => {
    const count = water.fill(vessel);
    return { ...vessel, count, filed: count };
  });
  const pour = new Pour(filled);
  for (let left = poured - filled.reduce((sum, { count }) => sum + count, 0); left > 0; left -= 1)
    pour.next();
  return new Map(filled.map(({ userId, count }) => [userId, count]));
}

/** Whether `a`, holding so many leads more than now, would be filled less high than `b`. */
function isLower(a: Vessel, b: Vessel, more: number): boolean {
  const difference = (a.filed + more) * b.weight - (b.filed + more) * a.weight;
  return difference < 0 || (difference === 0 && a.rank < b.rank);
}

/** The height at which one vessel begins or ceases to rise with the water: `count` over `weight`. */
interface Turn {
  count: number;
  weight: number;
  widens: 1 | -1;
}

/** The height of the water once so much is poured, held as a fraction: `#height` over `#width`. */
class Water {
  readonly #turns: readonly Turn[];
  #nextTurn = 0;
  /** Leads in the vessels that do not rise now. */
  #resting: number;
  #width = 0;
  #height = 0;

  constructor(vessels: readonly Vessel[]) {
    this.#resting = vessels.reduce((sum, vessel) => sum + vessel.count, 0);
    this.#turns = vessels
      .filter(({ count, room }) => count < room)
      .flatMap(({ count, room, weight }): Turn[] => [
        { count, weight, widens: 1 },
        { count: room, weight, widens: -1 },
      ])
      .filter(({ count }) => count < Number.POSITIVE_INFINITY)
      .sort((a, b) => a.count * b.weight - b.count * a.weight);
  }

  rise(poured: number): void {
    let turn = this.#turns[this.#nextTurn];
    while (turn && turn.count * this.#width < (poured - this.#resting) * turn.weight) {
      this.#width += turn.widens * turn.weight;
      this.#resting -= turn.widens * turn.count;
      this.#nextTurn += 1;
      turn = this.#turns[this.#nextTurn];
    }
    this.#height = poured - this.#resting;
  }

  covers({ filed, weight }: Vessel): boolean {
    return filed * this.#width < this.#height * weight;
  }

  /** The whole leads that a vessel holds under the water, or held before. */
  fill({ count, room, weight }: Vessel): number {
    if (this.#width === 0) return count;
    return Math.max(count, Math.min(room, Math.floor((this.#height * weight) / this.#width)));
  }
}
