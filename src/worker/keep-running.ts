import { setTimeout as delay } from 'node:timers/promises';
import { listenForLife, type SignsOfLife, type Telling } from './signs-of-life.ts';

/** A job runner of the library, as far as it is needed to keep one at work. */
interface Runner {
  /** Settles when it has ended, by itself or not. */
  promise: Promise<void>;
  events: Telling;
  stop(): Promise<void>;
}

interface Keeping {
  start: () => Promise<Runner>;
  /** How many jobs a runner takes at once. */
  concurrency: number;
  /** Told whenever a runner ended by itself or fell silent, and whenever none could be started. */
  onTrouble: (trouble: unknown) => void;
  /** A runner with room for a job asks for one each second: after so long without a word it has died. */
  mostSilentMs?: number;
}

export interface KeptRunner {
  stop(): Promise<void>;
  /** Why no job can be taken now; undefined where one can. */
  findTrouble(): string | undefined;
}

const longestPauseMs = 30_000;

/**
 * Keeps a job runner at work until stopped. One that loses its database for long gives up and ends, or goes on
 * without a worker and never ends: either is followed by another, after a pause that grows while none holds.
 */
export async function keepRunning(keeping: Keeping): Promise<KeptRunner> {
  const { concurrency, onTrouble, mostSilentMs = 20_000 } = keeping;
  const stopping = new AbortController();
  const { signal } = stopping;
  let life: SignsOfLife | undefined;
  let runner = await begin();
  const kept = keep();
  return {
    stop: async () => {
      stopping.abort();
      await end(runner);
      await kept;
    },
    findTrouble: () => (life ? life.findTrouble(mostSilentMs) : 'No job runner is at work.'),
  };

  async function begin(): Promise<Runner> {
    const started = await keeping.start();
    life = listenForLife(started.events, concurrency);
    return started;
  }

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      const ended = runner.promise.then(() => new Error('The job runner ended by itself.'));
      const trouble = await Promise.race([ended.catch((error: unknown) => error), silence(), stopped()]);
      if (signal.aborted) return;
      onTrouble(trouble);
      void end(runner);
      life = undefined;
      await beginAgain();
    }
  }

  async function silence(): Promise<Error> {
    const watched = life;
    while (!signal.aborted && watched?.isHeard(mostSilentMs)) await pause(mostSilentMs / 10);
    return new Error(`The job runner was silent for ${mostSilentMs / 1_000} s; another takes its place.`);
  }

  function stopped(): Promise<void> {
    return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  }

  async function beginAgain(): Promise<void> {
    for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      await pause(pauseMs);
      if (signal.aborted) return;
      try {
        runner = await begin();
        if (signal.aborted) await end(runner);
        return;
      } catch (error) {
        onTrouble(error);
      }
    }
  }

  async function pause(ms: number): Promise<void> {
    await delay(ms, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

/** A runner that ended by itself refuses to be stopped, and need not be. */
async function end(runner: Runner): Promise<void> {
  await runner.stop().catch(() => undefined);
}
