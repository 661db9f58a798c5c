import { setTimeout as delay } from 'node:timers/promises';
import { type DataFolder, findDataFolder, openDataFolder, removeUnfinishedClusters } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { holdFolder } from './hold-folder.ts';
import { ensureCluster, getPassword, hasCluster } from './make-cluster.ts';
import { isPostmaster } from './postmaster-file.ts';
import { findPostmaster, type ReachedServer, reachServer, serverUrl } from './reach-server.ts';

export interface EmbeddedPostgres {
  /** Of the superuser, to the database baton. */
  url: string;
  /**
   * Stops the server and waits until it is gone: after so long at once, which costs it a recovery at its next start.
   * After a loss there is nothing left to stop.
   */
  end(patienceMs?: number): Promise<void>;
  /** Called when the server, or our hold on it, ended without us asking; it may then be started again. */
  onLost(listener: () => void): void;
}

export async function startEmbedded(options: {
  dataDir: string;
  log: (line: string) => void;
  /** False: the database has to be there already. */
  mayMake?: boolean;
}): Promise<EmbeddedPostgres> {
  if (options.mayMake === false) await refuseMissing(options.dataDir);
  const folder = await openDataFolder(options.dataDir);
  await ensureCluster(folder, options.log);
  const password = await getPassword(folder);
  const server = await reachAndHold(folder, password);
  const { pid, port, wasRunning } = server;
  options.log(`PostgreSQL ${wasRunning ? 'was still running' : 'started'} (process ${pid}, port ${port})`);
  const embedded = watchServer(folder, server, serverUrl(port, password));
  try {
    await ensureDatabase(server);
    await removeUnfinishedClusters(folder);
  } catch (error) {
    await embedded.end();
    throw error;
  }
  return embedded;
}

async function refuseMissing(dataDir: string): Promise<void> {
  const folder = await findDataFolder(dataDir);
  if (folder && (await hasCluster(folder))) return;
  throw new EmbeddedPostgresError(
    `The database in ${dataDir} is gone. Put it back, or restore it from a backup; Baton makes no new one in its place.`,
  );
}

/** A server that a predecessor is just stopping may still let us in, then drop us: reach for the next. */
async function reachAndHold(folder: DataFolder, password: string): Promise<ReachedServer> {
  for (;;) {
    const server = await reachServer(folder, password);
    try {
      await holdFolder(folder, server.client);
      return server;
    } catch (error) {
      const isGone = !(await server.client.query('select').catch(() => undefined));
      await server.client.end();
      if (error instanceof EmbeddedPostgresError || !isGone) throw error;
    }
  }
}

function watchServer(folder: DataFolder, { client, pid }: ReachedServer, url: string): EmbeddedPostgres {
  const { promise: lost, resolve: markLost } = Promise.withResolvers<void>();
  let state: 'held' | 'ending' | 'lost' = 'held';
  let ended: Promise<void> | undefined;
  client.on('end', () => {
    if (state !== 'held') return;
    state = 'lost';
    markLost();
  });
  const end = async (patienceMs: number) => {
    if (state === 'lost') return;
    state = 'ending';
    await stopServer(folder, pid, patienceMs);
    await client.end();
  };
  return {
    url,
    end: (patienceMs = longestFastMs) => {
      ended ??= end(patienceMs);
      return ended;
    },
    onLost: (listener) => void lost.then(listener),
  };
}

/** Ends a server that is up, or one that has not come up yet: nobody has worked with that, so it ends at once. */
export async function endEmbedded(dataDir: string, starting: Promise<EmbeddedPostgres>): Promise<void> {
  const embedded = await Promise.race([starting.catch(() => 'failed' as const), delay(startPatienceMs)]);
  if (embedded === 'failed') return;
  if (embedded) return embedded.end(shortFastMs);
  const folder = await findDataFolder(dataDir);
  const running = folder && (await findPostmaster(folder.cluster));
  if (running) await stopServer(folder, running.pid, 0);
}

const startPatienceMs = 500;
const shortFastMs = 2_500;
const longestFastMs = 60_000;
const immediateMs = 10_000;

/** Our connection keeps the hold until the server is gone, so nobody adopts one that is stopping. */
async function stopServer(folder: DataFolder, pid: number, fastMs: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', fastMs],
    ['SIGQUIT', immediateMs],
  ] as const) {
    const deadline = performance.now() + patienceMs;
    if (await isPostmaster(pid, folder.cluster)) process.kill(pid, signal);
    while (performance.now() < deadline) {
      if (!(await isPostmaster(pid, folder.cluster))) return;
      await delay(20);
    }
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL (process ${pid}) in ${folder.path} does not stop: read ${folder.log}.`,
  );
}

async function ensureDatabase({ client }: ReachedServer): Promise<void> {
  const { rowCount } = await client.query(`select from pg_database where datname = 'baton'`);
  if (rowCount === 0) await client.query('create database baton');
}
