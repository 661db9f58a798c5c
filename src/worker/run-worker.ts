import { Logger as GraphileLogger, type Runner, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { Logger } from 'pino';
import { runRequest } from '../core/requests/run-request.ts';
import type { Database } from '../database/database.ts';
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

/** Takes jobs until stopped, and takes up again what a crash left unfinished: at its start and from time to time. */
export async function startWorker({ ownerUrl, database, log }: WorkerOptions): Promise<Worker> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: lanes + 2, application_name: 'baton worker' });
  const onTrouble = (error: Error) => log.warn({ err: error }, 'the job queue lost a connection');
  pool.on('error', onTrouble).on('connect', (client) => client.on('error', onTrouble));
  const runner = await run({
    pgPool: pool,
    concurrency: lanes,
    pollInterval: 1_000,
    noHandleSignals: true,
    parsedCronItems: [],
    logger: toGraphileLogger(log),
    taskList: tasks(database),
  });
  const resuming = await resumeUnfinished(database, log);
  return { stop: () => stop(runner, pool, resuming) };
}

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

async function stop(runner: Runner, pool: pg.Pool, resuming: { stop(): void }): Promise<void> {
  resuming.stop();
  await runner.stop();
  await pool.end();
}
