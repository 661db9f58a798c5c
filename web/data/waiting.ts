/** Calls that the server takes long to answer. None is cut: what takes long may be a plan of millions. */

const patienceMs = 5_000;

/** What makes a call once more, of those that may be made twice; of others undefined. */
const waiting = new Map<object, (() => void) | undefined>();
const listeners = new Set<() => void>();
let shown: 'no' | 'waits' | 'may repeat' = 'no';

/** Gives the answer of `fetch`, however late it is; meanwhile whoever looks is told, and may have it tried again. */
export const fetchPatiently: typeof fetch = async (input, init) => {
  for (;;) {
    const turn = new AbortController();
    const repeat = isRepeatable(init) ? () => turn.abort() : undefined;
    const timer = setTimeout(() => note(() => waiting.set(turn, repeat)), patienceMs);
    const signal = init?.signal ? AbortSignal.any([turn.signal, init.signal]) : turn.signal;
    try {
      return await fetch(input, { ...init, signal });
    } catch (error) {
      if (!turn.signal.aborted || init?.signal?.aborted) throw error;
    } finally {
      clearTimeout(timer);
      note(() => waiting.delete(turn));
    }
  }
};

/** A call that changes something is made again only where the server knows it by its key. */
function isRepeatable(init: RequestInit | undefined): boolean {
  return (init?.method ?? 'GET') === 'GET' || new Headers(init?.headers).has('idempotency-key');
}

function note(change: () => void): void {
  change();
  const calls = [...waiting.values()];
  shown = calls.length === 0 ? 'no' : calls.some(Boolean) ? 'may repeat' : 'waits';
  for (const listener of listeners) listener();
}

export function readWaiting(): typeof shown {
  return shown;
}

export function listenToWaiting(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every call that waits and may be made twice is made again. */
export function tryAgain(): void {
  for (const repeat of [...waiting.values()]) repeat?.();
}
