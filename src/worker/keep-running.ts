import { setTimeout as delay } from 'node:timers/promises';
import type { Runner } from 'graphile-worker';

const pauseMs = 1_000;

interface Keeping {
  start: () => Promise<Runner>;
  /** Told whenever it ended by itself, and whenever it could not be started again. */
  onTrouble: (trouble: unknown) => void;
}

/** Keeps a job runner at work until stopped: one that loses its database for long gives up and ends. */
export async function keepRunning({ start, onTrouble }: Keeping): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const { signal } = stopping;
  let runner = await start();
  const keeping = keep();
  return {
    stop: async () => {
      stopping.abort();
      await end(runner);
      await keeping;
    },
  };

  async function keep(): Promise<void> {
    while (!signal.aborted) {
      await runner.promise.catch(onTrouble);
      if (signal.aborted) return;
      onTrouble(new Error('The job runner ended by itself; it is started again.'));
      await startAgain();
    }
  }

  async function startAgain(): Promise<void> {
    for (;;) {
      await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        runner = await start();
        if (signal.aborted) await end(runner);
        return;
      } catch (error) {
        onTrouble(error);
      }
    }
  }
}

/** A runner that ended by itself refuses to be stopped, and need not be. */
async function end(runner: Runner): Promise<void> {
  await runner.stop().catch(() => undefined);
}
