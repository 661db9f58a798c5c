import { Logger as GraphileLogger, run } from 'graphile-worker';
import type { Logger } from 'pino';
import { expirePlans } from '../core/requests/decide/expire-plans.ts';
import type { Database } from '../database/database.ts';
import { JobsInHand } from './jobs-in-hand.ts';
import { keepRepeating } from './keep-repeating.ts';
import { keepRunning } from './keep-running.ts';
import { openJobs } from './open-jobs.ts';
import { QueuePool } from './queue-pool.ts';
import { resumeUnfinished } from './resume-unfinished.ts';

export interface WorkerOptions {
  /** Of the gate: the queue knows requests of every org. */
  queueUrl: string;
  database: Database;
  log: Logger;
  /** Whether somebody waits for an answer in this process; a large request then leaves them room. */
  yieldsTo?: () => boolean;
}

export interface Worker {
  /** Finishes the chunks in hand and takes no more. */
  stop(): Promise<void>;
  /** Why requests do not run now; undefined where they do. */
  findTrouble(): string | undefined;
}

/** Jobs at once of each kind: requests of many rows have their own, so that small ones never wait for them. */
const lanes = { 'run-request': 2, 'run-large-request': 2 } as const;
const resumeEveryMs = 60_000;
const expireEveryMs = 600_000;

/** Takes jobs until stopped, and takes up again what a crash left unfinished: at its start and from time to time. */
export async function startWorker({ queueUrl, database, log, yieldsTo }: WorkerOptions): Promise<Worker> {
  const pool = new QueuePool({
    connectionString: queueUrl,
    max: 7,
    connectionTimeoutMillis: 5_000,
    application_name: 'baton worker',
  });
  const note = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const onLost = note('the job queue lost a connection');
  pool.on('error', onLost).on('connect', (client) => client.on('error', onLost));
  const stopping = new AbortController();
  const inHand = new JobsInHand();
  const runJob = openJobs(database, log, { inHand, stopping: stopping.signal, yieldsTo });
  const open = ([task, concurrency]: [string, number]) => {
    const start = async () => {
      await resumeUnfinished(database);
      const logger = toGraphileLogger(log);
      return run({ ...settings, concurrency, pgPool: pool, logger, taskList: { [task]: runJob } });
    };
    return keepRunning({ start, concurrency, onTrouble: note('the job queue is in trouble') });
  };
  const running = await Promise.all(Object.entries(lanes).map(open));
  const resuming = keepRepeating({
    work: () => resumeUnfinished(database),
    everyMs: resumeEveryMs,
    onTrouble: note('could not look for unfinished work'),
  });
  const expiring = keepRepeating({
    work: () => expirePlans(database),
    everyMs: expireEveryMs,
    onTrouble: note('could not look for plans that have expired'),
  });
  return {
    stop: async () => {
      resuming.stop();
      expiring.stop();
      stopping.abort();
      await Promise.all(running.map((each) => each.stop()));
      await pool.end();
    },
    findTrouble: () =>
      [...running, inHand].map((each) => each.findTrouble()).find((trouble) => trouble !== undefined),
  };
}

const settings = {
  pollInterval: 1_000,
  noHandleSignals: true,
  parsedCronItems: [],
  // Without batches, a job whose end cannot be told to a database that went away would end this process.
  preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
};

function toGraphileLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });
}
