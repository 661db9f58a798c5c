import { Logger as GraphileLogger, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import { runRequest } from '../core/requests/run-request.ts';
import type { Database } from '../database/database.ts';
import { keepRunning } from './keep-running.ts';
import { resumeUnfinished } from './resume-unfinished.ts';

export interface WorkerOptions {
  /** As the database's owner: the queue's own tables are out of reach of the server's role. */
  ownerUrl: string;
  database: Database;
  log: Logger;
}

export interface Worker {
  /** Finishes the chunks in hand and takes no more. */
  stop(): Promise<void>;
}

const lanes = 2;
const resumeEveryMs = 60_000;

/** Takes jobs until stopped, and takes up again what a crash left unfinished: at its start and from time to time. */
export async function startWorker({ ownerUrl, database, log }: WorkerOptions): Promise<Worker> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: lanes + 2, application_name: 'baton worker' });
  const note = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  const onLost = note('the job queue lost a connection');
  pool.on('error', onLost).on('connect', (client) => client.on('error', onLost));
  const start = async () => {
    await resumeUnfinished(database);
    return run({ ...settings, pgPool: pool, logger: toGraphileLogger(log), taskList: tasks(database) });
  };
  const running = await keepRunning({ start, onTrouble: note('the job queue is in trouble') });
  const resuming = setInterval(() => {
    resumeUnfinished(database).catch(note('could not look for unfinished work'));
  }, resumeEveryMs).unref();
  return {
    stop: async () => {
      clearInterval(resuming);
      await running.stop();
      await pool.end();
    },
  };
}

const settings = {
  concurrency: lanes,
  pollInterval: 1_000,
  noHandleSignals: true,
  parsedCronItems: [],
  // Without batches, a job whose end cannot be told to a database that went away would end this process.
  preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
};

function tasks(database: Database): TaskList {
  return {
    'run-request': async (payload) => {
      const { orgId, requestId } = readPayload(payload);
      await runRequest(database, orgId, requestId);
    },
  };
}

function readPayload(payload: unknown): { orgId: number; requestId: number } {
  if (typeof payload === 'object' && payload !== null && 'orgId' in payload && 'requestId' in payload) {
    return { orgId: Number(payload.orgId), requestId: Number(payload.requestId) };
  }
  throw new Error('A run-request job must name its organisation and its request.');
}

function toGraphileLogger(log: Logger): GraphileLogger {
  return new GraphileLogger(() => (level, message) => {
    if (level === 'error') log.error(message);
    else if (level === 'warning') log.warn(message);
    else log.debug(message);
  });
}
