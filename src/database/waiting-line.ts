import { Refusal } from '../contract/refusal.ts';
import type { Waiting } from './answer-batch.ts';

export interface LineOptions<Ask> {
  /** Two asks of the same subject never run at once and keep their order. Without it any asks may. */
  subjectOf?: ((ask: Ask) => unknown) | undefined;
  /** Whose ask it is: no caller takes more than half of the places, and where many wait each has one after the other. */
  callerOf?: ((ask: Ask) => unknown) | undefined;
  mostInBatch: number;
  mostWaiting: number;
}

/** The asks of one org that no transaction has taken yet, in the order of their arrival. */
export class WaitingLine<Ask, Answer> {
  readonly #options: LineOptions<Ask>;
  readonly #placesOf = new Map<unknown, number>();
  #waiting: Waiting<Ask, Answer>[] = [];

  constructor(options: LineOptions<Ask>) {
    this.#options = options;
  }

  get length(): number {
    return this.#waiting.length;
  }

  /** Refuses where too many wait already, of all callers or of this one. */
  join(each: Waiting<Ask, Answer>): void {
    const { callerOf, mostWaiting } = this.#options;
    if (this.#waiting.length >= mostWaiting)
      throw refuseMore(`${this.#waiting.length} calls of this organisation wait`);
    const caller = callerOf?.(each.ask);
    const places = this.#placesOf.get(caller) ?? 0;
    if (callerOf && places >= mostWaiting / 2) throw refuseMore(`${places} of your calls wait`);
    this.#placesOf.set(caller, places + 1);
    this.#waiting.push(each);
  }

  /** Takes the longest waiting, at most one for a subject and none that is under way; the rest keep their order. */
  takeBatch(underWay: ReadonlySet<unknown>): Waiting<Ask, Answer>[] {
    const free = this.#listFree(underWay);
    const batch = this.#takeInTurns(free);
    if (batch.length === this.#waiting.length) this.#waiting = [];
    else {
      const taken = new Set(batch);
      this.#waiting = this.#waiting.filter((each) => !taken.has(each));
    }
    for (const each of batch) this.#giveUpPlace(each);
    return batch;
  }

  /** Takes out whoever is to go, and gives them. */
  leave(isToGo: (each: Waiting<Ask, Answer>) => boolean): Waiting<Ask, Answer>[] {
    const leaving = this.#waiting.filter(isToGo);
    if (leaving.length === 0) return leaving;
    this.#waiting = this.#waiting.filter((each) => !isToGo(each));
    for (const each of leaving) this.#giveUpPlace(each);
    return leaving;
  }

  /** The first of each subject, where none of it is under way. */
  #listFree(underWay: ReadonlySet<unknown>): Waiting<Ask, Answer>[] {
    const { subjectOf } = this.#options;
    if (!subjectOf) return this.#waiting;
    const passed = new Set<unknown>();
    return this.#waiting.filter(({ ask }) => {
      const subject = subjectOf(ask);
      const isFree = !passed.has(subject) && !underWay.has(subject);
      passed.add(subject);
      return isFree;
    });
  }

  /** As many as fit into a batch: of each caller the first, then of each the second, and so on. */
  #takeInTurns(free: readonly Waiting<Ask, Answer>[]): Waiting<Ask, Answer>[] {
    const { callerOf, mostInBatch } = this.#options;
    if (free.length <= mostInBatch) return [...free];
    if (!callerOf || this.#placesOf.size === 1) return free.slice(0, mostInBatch);
    const seen = new Map<unknown, number>();
    const ranked = free.map((each) => {
      const turn = seen.get(callerOf(each.ask)) ?? 0;
      seen.set(callerOf(each.ask), turn + 1);
      return { each, turn };
    });
    const inTurns = ranked.sort((a, b) => a.turn - b.turn).slice(0, mostInBatch);
    return inTurns.map(({ each }) => each);
  }

  #giveUpPlace({ ask }: Waiting<Ask, Answer>): void {
    const caller = this.#options.callerOf?.(ask);
    const left = (this.#placesOf.get(caller) ?? 1) - 1;
    if (left > 0) this.#placesOf.set(caller, left);
    else this.#placesOf.delete(caller);
  }
}

function refuseMore(which: string): Refusal {
  return new Refusal('overloaded', {
    retryAfterS: 1,
    message: `${which} already. Try again in a second.`,
  });
}
