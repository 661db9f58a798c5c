import { Refusal } from '../contract/refusal.ts';
import { isCausedByData } from './transaction.ts';

export interface CoalescerOptions<Ask, Answer> {
  /** Runs asks of one org together, in one transaction, and answers each in its place. */
  run: (orgId: number, asks: readonly Ask[]) => Promise<readonly Answer[]>;
  /** Two asks of the same subject never run at once and keep their order. Without it any asks may. */
  subjectOf?: (ask: Ask) => unknown;
  mostInBatch: number;
  mostWaiting: number;
}

interface Waiting<Ask, Answer> {
  ask: Ask;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

/** What one org has waiting and under way. */
interface Queue<Ask, Answer> {
  orgId: number;
  waiting: Waiting<Ask, Answer>[];
  subjectsUnderWay: Set<unknown>;
  lanes: Set<Promise<void>>;
}

/** While the database works for one lane, this process prepares and answers for the other. */
const mostLanes = 2;
/** A second transaction at once pays only for a batch of some size; fewer share the next one. */
const worthAnotherLane = 24;

/**
 * Runs together, in one transaction, what arrives while transactions before it are in flight. What each
 * caller sees is as if it had run alone, after everything of its subject that arrived before it.
 */
export class Coalescer<Ask, Answer> {
  readonly #options: CoalescerOptions<Ask, Answer>;
  readonly #queues = new Map<number, Queue<Ask, Answer>>();

  constructor(options: CoalescerOptions<Ask, Answer>) {
    this.#options = options;
  }

  /** Resolves when the transaction that carried the ask is durable. Refuses where too many wait already. */
  async submit(orgId: number, ask: Ask): Promise<Answer> {
    const queue = this.#queueOf(orgId);
    if (queue.waiting.length >= this.#options.mostWaiting) {
      throw new Refusal('overloaded', {
        retryAfterS: 1,
        message: `${queue.waiting.length} calls of this organisation wait already. Try again in a second.`,
      });
    }
    const answer = new Promise<Answer>((resolve, reject) => {
      queue.waiting.push({ ask, resolve, reject });
    });
    this.#openLane(queue);
    return answer;
  }

  /** Whether callers wait for an answer now. */
  get isBusy(): boolean {
    return this.#queues.size > 0;
  }

  /** Resolves when everything that was accepted has been answered. */
  async drain(): Promise<void> {
    for (const queue of this.#queues.values()) {
      while (queue.lanes.size > 0) await Promise.all(queue.lanes);
    }
  }

  #queueOf(orgId: number): Queue<Ask, Answer> {
    const queue = this.#queues.get(orgId) ?? {
      orgId,
      waiting: [],
      subjectsUnderWay: new Set(),
      lanes: new Set(),
    };
    this.#queues.set(orgId, queue);
    return queue;
  }

  #openLane(queue: Queue<Ask, Answer>): void {
    const isWorthIt = queue.lanes.size === 0 || queue.waiting.length >= worthAnotherLane;
    if (queue.lanes.size >= mostLanes || !isWorthIt) return;
    const lane: Promise<void> = this.#runLane(queue, () => queue.lanes.delete(lane));
    queue.lanes.add(lane);
  }

  /** Runs batch after batch until there is none to take, and closes in the very turn in which it found none. */
  async #runLane(queue: Queue<Ask, Answer>, close: () => void): Promise<void> {
    // Callers that arrive in the same turn of the event loop share the first transaction already.
    await new Promise(setImmediate);
    for (let batch = this.#takeBatch(queue); batch.length > 0; batch = this.#takeBatch(queue)) {
      await this.#runBatch(queue.orgId, batch);
      for (const { ask } of batch) queue.subjectsUnderWay.delete(this.#options.subjectOf?.(ask));
    }
    close();
    if (queue.lanes.size === 0 && queue.waiting.length === 0) this.#queues.delete(queue.orgId);
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

  /** Takes the longest waiting, at most one for a subject and none that is under way; the rest keep their order. */
  #takeBatch({ waiting, subjectsUnderWay }: Queue<Ask, Answer>): Waiting<Ask, Answer>[] {
    const { subjectOf, mostInBatch } = this.#options;
    if (!subjectOf) return waiting.splice(0, mostInBatch);
    const batch: Waiting<Ask, Answer>[] = [];
    const left: Waiting<Ask, Answer>[] = [];
    const passed = new Set<unknown>();
    for (const each of waiting) {
      const subject = subjectOf(each.ask);
      const isFree = !passed.has(subject) && !subjectsUnderWay.has(subject);
      (isFree && batch.length < mostInBatch ? batch : left).push(each);
      passed.add(subject);
    }
    for (const { ask } of batch) subjectsUnderWay.add(subjectOf(ask));
    waiting.splice(0, waiting.length, ...left);
    return batch;
  }
}
