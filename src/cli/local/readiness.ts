import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Database } from '../../database/database.ts';
import { probeWrites } from '../../database/probe-writes.ts';
import type { Readiness } from '../../http/health.ts';
import { keepRepeating } from '../../worker/keep-repeating.ts';

/** Why no work can be done, in words for whoever asks; the error behind it is for the log alone. */
export interface Trouble {
  reason: string;
  error?: unknown;
}

/** Looks at one thing that work needs; undefined where nothing is wrong with it. */
export type Probe = () => Promise<Trouble | undefined> | Trouble | undefined;

export interface WatchedReadiness extends Readiness {
  /** It is ready no more, and looks no more. */
  stop(): void;
}

const lookEveryMs = 5_000;
/** Whoever asks more often is told what was found last: anybody may ask. */
const fresherThanMs = 1_000;
const answerWithinMs = 2_000;

/** Looks at all that work needs whenever somebody asks, and by itself from time to time; the log says when it turns. */
export function watchReadiness(probes: readonly Probe[], log: Logger): WatchedReadiness {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let latest: Promise<Trouble | undefined> = Promise.resolve(undefined);
  let wasReady = true;
  const look = (): Promise<Trouble | undefined> => {
    if (performance.now() - lookedAt < fresherThanMs) return latest;
    lookedAt = performance.now();
    latest = findFirst(probes).then(tell);
    return latest;
  };
  const tell = (trouble: Trouble | undefined) => {
    if (trouble && wasReady) log.error({ err: trouble.error, reason: trouble.reason }, 'not ready');
    if (!trouble && !wasReady) log.info('ready again');
    wasReady = trouble === undefined;
    return trouble;
  };
  const watching = keepRepeating({
    work: async () => readiness.isReady && (await look()),
    everyMs: lookEveryMs,
    onTrouble: (error) => log.error({ err: error }, 'could not look whether it is ready'),
  });
  const readiness = {
    isReady: false,
    findTrouble: async () => (await look())?.reason,
    stop: () => {
      readiness.isReady = false;
      watching.stop();
    },
  };
  return readiness;
}

async function findFirst(probes: readonly Probe[]): Promise<Trouble | undefined> {
  for (const probe of probes) {
    const trouble = await probe();
    if (trouble) return trouble;
  }
  return undefined;
}

/** Whether the database takes writes and keeps them. */
export async function probeDatabase(database: Database): Promise<Trouble | undefined> {
  const timeout = delay(answerWithinMs, { reason: 'The database does not answer.' }, { ref: false });
  const written = probeWrites(database).then(
    () => undefined,
    (error: unknown) => ({ reason: 'The database takes no writes; the log says why.', error }),
  );
  return Promise.race([written, timeout]);
}
