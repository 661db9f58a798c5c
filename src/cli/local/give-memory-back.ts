import { performance } from 'node:perf_hooks';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

interface Looking {
  everyMs: number;
  /** A server that only answers calls stays below it. */
  leftAloneBytes: number;
}

/** More of the time than this it is busy, and the collector works by itself. */
const busy = 0.5;

/**
 * What a large body or a million rows left behind stays in memory for as long as nothing more comes: the collector works
 * only when room is asked for. So whenever the process comes to rest, what it needs no more is given back to the system.
 * Gives what ends that.
 */
export function giveMemoryBack(
  { everyMs, leftAloneBytes }: Looking = { everyMs: 5_000, leftAloneBytes: 150 * 1_048_576 },
): () => void {
  let collect: (() => void) | undefined;
  let since = performance.eventLoopUtilization();
  let wasAtWork = false;
  const look = setInterval(() => {
    const { utilization } = performance.eventLoopUtilization(since);
    since = performance.eventLoopUtilization();
    if (utilization > busy) wasAtWork = true;
    else if (wasAtWork) {
      wasAtWork = false;
      if (getHeapStatistics().total_heap_size < leftAloneBytes) return;
      collect ??= openCollector();
      collect();
    }
  }, everyMs).unref();
  return () => clearInterval(look);
}

/**
 * A flag makes the collector known to code that is made after it. Of the last resort, it keeps no pages for later. Opened
 * only when it is needed: with a second context about, V8 itself gives memory back between calls, and they are slower.
 */
function openCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('This Node.js does not let memory be collected.');
  return () => void collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
