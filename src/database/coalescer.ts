import { Refusal } from '../contract/refusal.ts';
import { isCausedByData } from './transaction.ts';

interface Waiting<Ask, Answer> {
  ask: Ask;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

export interface CoalescerOptions<Ask, Answer> {
  /** Runs asks of one org together, in one transaction, and answers each in its place. */
  run: (orgId: number, asks: readonly Ask[]) => Promise<readonly Answer[]>;
  /** Two asks of the same subject never run together and keep their order. Without it any asks may. */
  subjectOf?: (ask: Ask) => unknown;
  mostInBatch: number;
  mostWaiting: number;
}

/**
 * Runs together, in one transaction, what arrives while the transaction before it is in flight: one lane
 * for each org. What each caller sees is as if it had run alone, after everything that arrived before it.
 */
export class Coalescer<Ask, Answer> {
  readonly #options: CoalescerOptions<Ask, Answer>;
  readonly #waiting = new Map<number, Waiting<Ask, Answer>[]>();
  readonly #running = new Map<number, Promise<void>>();

  constructor(options: CoalescerOptions<Ask, Answer>) {
    this.#options = options;
  }

  /** Resolves when the transaction that carried the ask is durable. Refuses where too many wait already. */
  async submit(orgId: number, ask: Ask): Promise<Answer> {
    const waiting = this.#waiting.get(orgId) ?? [];
    if (waiting.length >= this.#options.mostWaiting) {
      throw new Refusal('overloaded', {
        retryAfterS: 1,
        message: `${waiting.length} calls of this organisation wait already. Try again in a second.`,
      });
    }
    this.#waiting.set(orgId, waiting);
    const answer = new Promise<Answer>((resolve, reject) => {
      waiting.push({ ask, resolve, reject });
    });
    if (!this.#running.has(orgId)) this.#start(orgId);
    return answer;
  }

  /** Resolves when everything that was accepted has been answered. */
  async drain(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  #start(orgId: number): void {
    const run = this.#runAll(orgId).finally(() => {
      this.#running.delete(orgId);
      this.#waiting.delete(orgId);
    });
    this.#running.set(orgId, run);
  }

  async #runAll(orgId: number): Promise<void> {
    // Callers that arrive in the same turn of the event loop share the first transaction already.
    await new Promise(setImmediate);
    for (;;) {
      const batch = this.#takeBatch(this.#waiting.get(orgId) ?? []);
      if (batch.length === 0) return;
      await this.#runBatch(orgId, batch);
    }
  }

  /** Data that the database rejects is found by running each ask alone, so that no caller harms another. */
  async #runBatch(orgId: number, batch: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const asks = batch.map((each) => each.ask);
      const answers = await this.#options.run(orgId, asks);
      if (answers.length !== batch.length) throw new Error('A batch was not answered one for one.');
      answers.forEach((answer, place) => {
        batch[place]?.resolve(answer);
      });
    } catch (error) {
      if (batch.length > 1 && isCausedByData(error)) {
        for (const each of batch) await this.#runBatch(orgId, [each]);
      } else {
        for (const each of batch) each.reject(error);
      }
    }
  }

  /** Takes the longest waiting, at most one for a subject; the rest keep their order. */
  #takeBatch(waiting: Waiting<Ask, Answer>[]): Waiting<Ask, Answer>[] {
    const { subjectOf, mostInBatch } = this.#options;
    if (!subjectOf) return waiting.splice(0, mostInBatch);
    const seen = new Set<unknown>();
    const batch: Waiting<Ask, Answer>[] = [];
    const left: Waiting<Ask, Answer>[] = [];
    for (const each of waiting) {
      const subject = subjectOf(each.ask);
      (batch.length < mostInBatch && !seen.has(subject) ? batch : left).push(each);
      seen.add(subject);
    }
    waiting.splice(0, waiting.length, ...left);
    return batch;
  }
}
