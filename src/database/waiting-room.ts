import { setTimeout as delay } from 'node:timers/promises';
import { answerBatch, type HeldBack, type RunAsks, type Waiting } from './answer-batch.ts';
import { heldUpPatienceMs, refuseHeldUp } from './held-up.ts';

export interface WaitingRoomOptions<Ask, Answer> {
  /** Takes what is free, and answers `held` for the rest. */
  pass: RunAsks<Ask, Answer>;
  /** The same, but waits a moment for what others hold. */
  wait: RunAsks<Ask, Answer>;
  mostInBatch: number;
  /** Told after every round of those who have left, and before which moment whoever came is turned away. */
  onRound: (left: readonly Waiting<Ask, Answer>[], before: number) => void;
  onEmpty: () => void;
}

const pauseMs = 100;

/**
 * Where asks wait that others hold up, while those of other subjects go on. It works one transaction at a time, so
 * however many wait, they take one connection. Who came in vain for 5 seconds is turned away, and only between two
 * transactions: nobody is told that nothing happened while something still may.
 */
export class WaitingRoom<Ask, Answer> {
  readonly #options: WaitingRoomOptions<Ask, Answer>;
  /** Held by another change for a moment, mostly: the next one to be given the lock is whoever waits for it. */
  #fresh: Waiting<Ask, Answer>[] = [];
  /** Held for long, each by a lock of its own: looked at in every round, and not waited for. */
  #stuck: Waiting<Ask, Answer>[] = [];
  /** One of each group holds up all of it and nobody knows which: it is parted, and never mixed with others again. */
  #suspects: Waiting<Ask, Answer>[][] = [];
  #serving: Promise<void> | undefined;

  constructor(options: WaitingRoomOptions<Ask, Answer>) {
    this.#options = options;
  }

  admit(back: HeldBack<Ask, Answer>): void {
    if (back.isEachHeld) this.#fresh.push(...back.held);
    else this.#keep(back);
    if (!this.isEmpty) this.#serving ??= this.#serve();
  }

  get isEmpty(): boolean {
    return this.#waiting === 0 && !this.#serving;
  }

  get #waiting(): number {
    return this.#fresh.length + this.#stuck.length + this.#suspects.length;
  }

  /** Resolves when nobody waits here any more. */
  async emptied(): Promise<void> {
    await this.#serving;
  }

  async #serve(): Promise<void> {
    while (this.#waiting > 0) {
      const left = [...(await this.#takeFresh()), ...(await this.#takeStuck())];
      const before = performance.now() - heldUpPatienceMs;
      left.push(...this.#turnAway(before));
      this.#options.onRound(left, before);
      if (this.#stuck.length + this.#suspects.length > 0) await delay(pauseMs);
    }
    this.#serving = undefined;
    this.#options.onEmpty();
  }

  async #takeFresh(): Promise<Waiting<Ask, Answer>[]> {
    const group = this.#fresh.splice(0, this.#options.mostInBatch);
    if (group.length === 0) return [];
    const first = await answerBatch(group, this.#options.wait);
    const last = first.held.length === 0 ? first : await answerBatch(first.held, this.#options.pass);
    this.#keep(last);
    return without(group, last.held);
  }

  /** One group that is held up as a whole is enough for a round: each takes as long as a lock is waited for. */
  async #takeStuck(): Promise<Waiting<Ask, Answer>[]> {
    const round = [
      ...inGroups(this.#stuck.splice(0), this.#options.mostInBatch),
      ...this.#suspects.splice(0),
    ];
    const left: Waiting<Ask, Answer>[] = [];
    for (let group = round.shift(); group; group = round.shift()) {
      const back = await answerBatch(group, this.#options.pass);
      left.push(...without(group, back.held));
      if (!back.isEachHeld) this.#suspects.push(...round.splice(0)); // whoever held up the others comes last next time
      this.#keep(back);
    }
    return left;
  }

  #keep({ held, isEachHeld }: HeldBack<Ask, Answer>): void {
    if (isEachHeld) this.#stuck.push(...held);
    else this.#suspects.push(...inGroups(held, held.length >> 2));
  }

  #turnAway(before: number): Waiting<Ask, Answer>[] {
    const isLate = ({ since }: Waiting<Ask, Answer>) => since < before;
    const late = [...this.#fresh, ...this.#stuck, ...this.#suspects.flat()].filter(isLate);
    if (late.length === 0) return late;
    this.#fresh = without(this.#fresh, late);
    this.#stuck = without(this.#stuck, late);
    this.#suspects = this.#suspects.map((group) => without(group, late)).filter(({ length }) => length > 0);
    for (const each of late) each.reject(refuseHeldUp());
    return late;
  }
}

function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  const step = Math.max(size, 1);
  const count = Math.ceil(items.length / step);
  return Array.from({ length: count }, (_, place) => items.slice(place * step, (place + 1) * step));
}

function without<Item>(items: readonly Item[], others: readonly Item[]): Item[] {
  const set = new Set(others);
  return items.filter((item) => !set.has(item));
}
