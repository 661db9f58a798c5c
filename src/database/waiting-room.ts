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
  /** Held for long: looked at in every round, and not waited for. */
  #stuck: Waiting<Ask, Answer>[] = [];
  /** Smaller where one of a group holds up all of it and nobody knows which. */
  #groupSize: number;
  #serving: Promise<void> | undefined;

  constructor(options: WaitingRoomOptions<Ask, Answer>) {
    this.#options = options;
    this.#groupSize = options.mostInBatch;
  }

  admit({ held, isEachHeld }: HeldBack<Ask, Answer>): void {
    (isEachHeld ? this.#fresh : this.#stuck).push(...held);
    if (!this.isEmpty) this.#serving ??= this.#serve();
  }

  get isEmpty(): boolean {
    return this.#fresh.length + this.#stuck.length === 0 && !this.#serving;
  }

  /** Resolves when nobody waits here any more. */
  async emptied(): Promise<void> {
    await this.#serving;
  }

  async #serve(): Promise<void> {
    while (this.#fresh.length + this.#stuck.length > 0) {
      const left = [...(await this.#takeFresh()), ...(await this.#takeStuck())];
      const before = performance.now() - heldUpPatienceMs;
      left.push(...this.#turnAway(before));
      this.#options.onRound(left, before);
      if (this.#stuck.length > 0) await delay(pauseMs);
    }
    this.#serving = undefined;
    this.#options.onEmpty();
  }

  async #takeFresh(): Promise<Waiting<Ask, Answer>[]> {
    const group = this.#fresh.splice(0, this.#options.mostInBatch);
    if (group.length === 0) return [];
    const first = await answerBatch(group, this.#options.wait);
    const last = first.held.length === 0 ? first : await answerBatch(first.held, this.#options.pass);
    this.#stuck.push(...last.held);
    return without(group, last.held);
  }

  async #takeStuck(): Promise<Waiting<Ask, Answer>[]> {
    const round = this.#stuck.splice(0);
    const left: Waiting<Ask, Answer>[] = [];
    while (round.length > 0) {
      const group = round.splice(0, this.#groupSize);
      const { held, isEachHeld } = await answerBatch(group, this.#options.pass);
      left.push(...without(group, held));
      this.#stuck.push(...held);
      this.#groupSize = isEachHeld
        ? Math.min(this.#groupSize * 2, this.#options.mostInBatch)
        : Math.max(this.#groupSize >> 2, 1);
      if (!isEachHeld) this.#stuck.unshift(...round.splice(0)); // whoever held up the others comes last next time
    }
    return left;
  }

  #turnAway(before: number): Waiting<Ask, Answer>[] {
    const isLate = ({ since }: Waiting<Ask, Answer>) => since < before;
    const late = [...this.#fresh.filter(isLate), ...this.#stuck.filter(isLate)];
    if (late.length === 0) return late;
    this.#fresh = this.#fresh.filter((each) => !isLate(each));
    this.#stuck = this.#stuck.filter((each) => !isLate(each));
    for (const each of late) each.reject(refuseHeldUp());
    return late;
  }
}

function without<Item>(items: readonly Item[], others: readonly Item[]): Item[] {
  const set = new Set(others);
  return items.filter((item) => !set.has(item));
}
