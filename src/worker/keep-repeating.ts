import { setTimeout as delay } from 'node:timers/promises';

interface Repeating {
  work: () => Promise<unknown>;
  everyMs: number;
  onTrouble: (trouble: unknown) => void;
}

/** The first pause after trouble; each that follows without a success is twice as long, up to the usual one. */
const firstPauseMs = 1_000;

/** Does the work again and again until stopped, never twice at once. Work that fails is soon tried anew. */
export function keepRepeating({ work, everyMs, onTrouble }: Repeating): { stop(): void } {
  const stopping = new AbortController();
  const { signal } = stopping;
  void repeat();
  return { stop: () => stopping.abort() };

  async function repeat(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const pauseMs = failures === 0 ? everyMs : Math.min(firstPauseMs * 2 ** (failures - 1), everyMs);
      await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        await work();
        failures = 0;
      } catch (error) {
        failures += 1;
        onTrouble(error);
      }
    }
  }
}
