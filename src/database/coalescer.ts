import { answerBatch, type held, type Waiting } from './answer-batch.ts';
import { refuseHeldUp } from './held-up.ts';
import { type LineOptions, WaitingLine } from './waiting-line.ts';
import { WaitingRoom } from './waiting-room.ts';

/** What a batch does about what others hold: it takes what is free and passes the rest, or waits a moment for all. */
export type Manner = 'pass' | 'wait';

export interface CoalescerOptions<Ask, Answer> extends LineOptions<Ask> {
  /**
   * Runs asks of one org together, in one transaction, and answers each in its place: by `held` where somebody else's
   * transaction holds what it is about. Where it cannot tell whose the lock is, it fails and nothing is done.
   */
  run: (orgId: number, asks: readonly Ask[], manner: Manner) => Promise<readonly (Answer | typeof held)[]>;
  /** Where the transactions of an org come one after the other anyway; two that wait for each other halve the batch. */
  isOneByOne?: boolean;
}

/** What one org has waiting and under way. */
interface Queue<Ask, Answer> {
  orgId: number;
  line: WaitingLine<Ask, Answer>;
  lanes: Set<Promise<void>>;
  room: WaitingRoom<Ask, Answer>;
  /** Of the asks in a lane and in the room. */
  subjectsUnderWay: Set<unknown>;
  /** Of the asks in the room alone: who waits in line for one of them waits for the same. */
  subjectsHeld: Set<unknown>;
}

/** While the database works for one lane, this process prepares and answers for the other. */
const mostLanes = 2;
/** A second transaction at once pays only for a batch of some size; fewer share the next one. */
const worthAnotherLane = 24;

/**
 * Runs together, in one transaction, what arrives while transactions before it are in flight. What each
 * caller sees is as if it had run alone, after everything of its subject that arrived before it.
 * What somebody else holds up waits in a room of its own, and keeps no lane from going on.
 */
export class Coalescer<Ask, Answer> {
  readonly #options: CoalescerOptions<Ask, Answer>;
  readonly #queues = new Map<number, Queue<Ask, Answer>>();

  constructor(options: CoalescerOptions<Ask, Answer>) {
    this.#options = options;
  }

  /** Resolves when the transaction that carried the ask is durable. Refuses where too many wait already. */
  submit(orgId: number, ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const queue = this.#queueOf(orgId);
      queue.line.join({ ask, since: performance.now(), resolve, reject });
      this.#openLane(queue);
    });
  }

  /** Whether a transaction for callers who wait is under way; those in a room wait for somebody else. */
  get isBusy(): boolean {
    for (const { lanes } of this.#queues.values()) if (lanes.size > 0) return true;
    return false;
  }

  /** Resolves when everything that was accepted has been answered. */
  async drain(): Promise<void> {
    for (const { lanes, room } of this.#queues.values()) {
      while (lanes.size > 0 || !room.isEmpty) await Promise.all([...lanes, room.emptied()]);
    }
  }

  #queueOf(orgId: number): Queue<Ask, Answer> {
    const found = this.#queues.get(orgId);
    if (found) return found;
    const { run, mostInBatch } = this.#options;
    const queue: Queue<Ask, Answer> = {
      orgId,
      line: new WaitingLine(this.#options),
      lanes: new Set(),
      room: new WaitingRoom({
        pass: (asks) => run(orgId, asks, 'pass'),
        wait: (asks) => run(orgId, asks, 'wait'),
        mostInBatch,
        onRound: (left, before) => this.#endRound(queue, left, before),
        onEmpty: () => this.#forgetIfIdle(queue),
      }),
      subjectsUnderWay: new Set(),
      subjectsHeld: new Set(),
    };
    this.#queues.set(orgId, queue);
    return queue;
  }

  #openLane(queue: Queue<Ask, Answer>): void {
    const isWorthIt = queue.lanes.size === 0 || queue.line.length >= worthAnotherLane;
    const most = this.#options.isOneByOne ? 1 : mostLanes;
    if (queue.lanes.size >= most || !isWorthIt) return;
    const lane: Promise<void> = this.#runLane(queue, () => queue.lanes.delete(lane));
    queue.lanes.add(lane);
  }

  /** Runs batch after batch until there is none to take, and closes in the very turn in which it found none. */
  async #runLane(queue: Queue<Ask, Answer>, close: () => void): Promise<void> {
    // Callers that arrive in the same turn of the event loop share the first transaction already.
    await new Promise(setImmediate);
    for (let batch = this.#takeBatch(queue); batch.length > 0; batch = this.#takeBatch(queue)) {
      const back = await answerBatch(batch, (asks) => this.#options.run(queue.orgId, asks, 'pass'));
      this.#free(queue, batch);
      for (const each of back.held) this.#hold(queue, each);
      queue.room.admit(back);
    }
    close();
    this.#forgetIfIdle(queue);
  }

  #takeBatch({ line, subjectsUnderWay }: Queue<Ask, Answer>): Waiting<Ask, Answer>[] {
    const batch = line.takeBatch(subjectsUnderWay);
    if (this.#options.subjectOf)
      for (const { ask } of batch) subjectsUnderWay.add(this.#options.subjectOf(ask));
    return batch;
  }

  #hold(queue: Queue<Ask, Answer>, { ask }: Waiting<Ask, Answer>): void {
    const subject = this.#options.subjectOf?.(ask);
    if (subject === undefined) return;
    queue.subjectsUnderWay.add(subject);
    queue.subjectsHeld.add(subject);
  }

  #free(queue: Queue<Ask, Answer>, done: readonly Waiting<Ask, Answer>[]): void {
    for (const { ask } of done) {
      const subject = this.#options.subjectOf?.(ask);
      queue.subjectsUnderWay.delete(subject);
      queue.subjectsHeld.delete(subject);
    }
  }

  /** Those in line behind an ask of the room are turned away like it; where it has left, they go on. */
  #endRound(queue: Queue<Ask, Answer>, left: readonly Waiting<Ask, Answer>[], before: number): void {
    const isBehind = ({ ask }: Waiting<Ask, Answer>) =>
      queue.subjectsHeld.has(this.#options.subjectOf?.(ask));
    const late = queue.line.leave((each) => each.since < before && isBehind(each));
    for (const each of late) each.reject(refuseHeldUp());
    this.#free(queue, left);
    if (queue.line.length > 0) this.#openLane(queue);
  }

  #forgetIfIdle(queue: Queue<Ask, Answer>): void {
    const isIdle = queue.lanes.size === 0 && queue.room.isEmpty && queue.line.length === 0;
    if (isIdle) this.#queues.delete(queue.orgId);
  }
}
