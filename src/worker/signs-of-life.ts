/** What a job runner tells of itself, of all that it does. */
export interface Telling {
  on(
    event: 'worker:getJob:error' | 'worker:getJob:empty' | 'worker:fatalError' | 'job:start' | 'job:complete',
    listener: () => void,
  ): unknown;
}

export interface SignsOfLife {
  /** Whether the runner has said anything in the last `ms`, or has all the jobs in hand that it can hold. */
  isHeard(ms: number): boolean;
  /** Why it takes no job, where it has not been able to ask for one in the last `ms`. */
  findTrouble(ms: number): string | undefined;
}

/** Hears whether a runner goes on asking for jobs: with room for one it does so each second. */
export function listenForLife(events: Telling, concurrency: number): SignsOfLife {
  let heardAt = performance.now();
  let askedAt = heardAt;
  let inHand = 0;
  const hear = () => {
    heardAt = performance.now();
  };
  const hearAnswer = () => {
    heardAt = performance.now();
    askedAt = heardAt;
  };
  events.on('worker:getJob:error', hear);
  events.on('worker:getJob:empty', hearAnswer);
  events.on('job:start', () => {
    inHand += 1;
    hearAnswer();
  });
  for (const ended of ['job:complete', 'worker:fatalError'] as const) {
    events.on(ended, () => {
      inHand -= 1;
      hearAnswer();
    });
  }
  const isFull = () => inHand >= concurrency;
  return {
    isHeard: (ms) => isFull() || performance.now() - heardAt < ms,
    findTrouble: (ms) => {
      const silentMs = performance.now() - askedAt;
      if (isFull() || silentMs < ms) return undefined;
      return `No job could be asked for in the last ${Math.round(silentMs / 1_000)} s.`;
    },
  };
}
