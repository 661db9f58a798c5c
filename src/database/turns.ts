import { Refusal } from '../contract/refusal.ts';

/** How many may be at work at the same time: in all, and of one org. */
export interface TurnLimits {
  atOnce: number;
  ofOneOrg: number;
  /** How long a turn is waited for. */
  patienceMs: number;
}

type Admit = () => void;

/**
 * Lets so many work at once, of no org more than its share. Of those who wait each org has one turn after the other,
 * however many of its calls wait, so the calls of one org are a queue before that org alone.
 */
export class Turns {
  readonly #limits: TurnLimits;
  readonly #atWork = new Map<number, number>();
  /** In the order in which the orgs come to their next turn. */
  readonly #waiting = new Map<number, Set<Admit>>();
  #free: number;

  constructor(limits: TurnLimits) {
    this.#limits = limits;
    this.#free = limits.atOnce;
  }

  /** Gives what ends the turn. Refuses where none came in time. */
  async take(orgId: number, patienceMs = this.#limits.patienceMs): Promise<() => void> {
    if (this.#mayWork(orgId)) this.#begin(orgId);
    else await this.#wait(orgId, Math.min(patienceMs, this.#limits.patienceMs));
    return () => this.#end(orgId);
  }

  #mayWork(orgId: number): boolean {
    return this.#free > 0 && (this.#atWork.get(orgId) ?? 0) < this.#limits.ofOneOrg;
  }

  #begin(orgId: number): void {
    this.#free -= 1;
    this.#atWork.set(orgId, (this.#atWork.get(orgId) ?? 0) + 1);
  }

  #end(orgId: number): void {
    this.#free += 1;
    const left = (this.#atWork.get(orgId) ?? 1) - 1;
    if (left > 0) this.#atWork.set(orgId, left);
    else this.#atWork.delete(orgId);
    this.#admitNext();
  }

  #wait(orgId: number, patienceMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const admit = () => {
        clearTimeout(timer);
        resolve();
      };
      const giveUp = () => {
        this.#leave(orgId, admit);
        reject(refuseForTurns());
      };
      const timer = setTimeout(giveUp, patienceMs);
      const queue = this.#waiting.get(orgId) ?? new Set();
      this.#waiting.set(orgId, queue.add(admit));
    });
  }

  #leave(orgId: number, admit: Admit): void {
    const queue = this.#waiting.get(orgId);
    queue?.delete(admit);
    if (queue?.size === 0) this.#waiting.delete(orgId);
  }

  #admitNext(): void {
    for (const [orgId, queue] of this.#waiting) {
      if (!this.#mayWork(orgId)) continue;
      const [admit] = queue;
      this.#waiting.delete(orgId); // and to the end, behind the other orgs
      if (queue.size > 1) this.#waiting.set(orgId, queue);
      if (!admit) continue;
      queue.delete(admit);
      this.#begin(orgId);
      admit();
      return;
    }
  }
}

function refuseForTurns(): Refusal {
  return new Refusal('overloaded', {
    retryAfterS: 2,
    message:
      'Too many calls of your organisation work in the database at this moment. Try again in 2 seconds.',
  });
}
