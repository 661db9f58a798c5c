import { setTimeout as delay } from 'node:timers/promises';

/** Holds calls back so that no more than `calls` begin in any `withinMs`. */
export function openPace(calls: number, withinMs: number): () => Promise<void> {
  const begun: number[] = [];
  return async () => {
    const oldest = begun.length < calls ? undefined : begun.shift();
    if (oldest !== undefined) await delay(Math.max(0, oldest + withinMs - performance.now()));
    begun.push(performance.now());
  };
}
