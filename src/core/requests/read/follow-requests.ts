import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '../../../database/database.ts';
import type { Reader } from '../../access/access-rules.ts';
import { hasEnded, type RequestProgress } from '../../ledger/request-summary.ts';
import { showProgress } from './show-progress.ts';

type Listener = (progress: RequestProgress) => void;

export interface Following {
  /**
   * Tells the listener how far a request has come, at once and whenever it has come further, at most twice a
   * second, until it has ended. Gives what stops it. Refuses an unknown request.
   */
  follow(reader: Reader, requestId: number, listener: Listener): Promise<() => void>;
}

interface Watch {
  orgId: number;
  requestId: number;
  latest: RequestProgress;
  listeners: Set<Listener>;
}

const pauseMs = { running: 500, waiting: 1_000, inTrouble: 5_000 };

/** However many follow a request, each asks once whether they see it, and one reads it for all. */
export function openFollowing(database: Database): Following {
  const watches = new Map<string, Watch>();
  return {
    follow: async (reader, requestId, listener) => {
      const { orgId } = reader;
      const key = `${orgId}/${requestId}`;
      const read = await showProgress(database, reader, requestId);
      const watch = watches.get(key) ?? { orgId, requestId, latest: read, listeners: new Set() };
      watch.listeners.add(listener);
      listener(watch.latest);
      if (!watches.has(key) && !hasEnded(watch.latest)) {
        watches.set(key, watch);
        void keepReading(database, watch, () => watches.delete(key));
      }
      return () => void watch.listeners.delete(listener);
    },
  };
}

/** Never rejects: while the database is away, followers wait. */
async function keepReading(database: Database, watch: Watch, onEnd: () => void): Promise<void> {
  let pause = pauseOf(watch);
  while (watch.listeners.size > 0 && !hasEnded(watch.latest)) {
    await delay(pause, undefined, { ref: false });
    try {
      const progress = await showProgress(database, { orgId: watch.orgId, userId: null }, watch.requestId);
      const hasMoved = stepOf(progress) !== stepOf(watch.latest);
      watch.latest = progress;
      if (hasMoved) for (const listener of watch.listeners) listener(progress);
      pause = pauseOf(watch);
    } catch {
      pause = pauseMs.inTrouble;
    }
  }
  onEnd();
}

function pauseOf({ latest }: Watch): number {
  return latest.state === 'running' ? pauseMs.running : pauseMs.waiting;
}

/** Names how far a request has come: it changes with its state and counts, not with the clock. */
export function stepOf(progress: RequestProgress): string {
  const { state, counts } = progress;
  const name = hasEnded(progress) ? `${state}.ended` : state;
  return [name, counts.changed, counts.unchanged, counts.failed, counts.skipped].join('.');
}
