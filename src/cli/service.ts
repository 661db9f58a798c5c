import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { openAuthentication } from '../core/access/authenticate.ts';
import { openReassignmentLane } from '../core/assignments/reassignment-lane.ts';
import {
  closeDatabase,
  type Database,
  type DatabaseOptions,
  inTurns,
  openDatabase,
} from '../database/database.ts';
import { startEmbedded } from '../database/embedded/start-embedded.ts';
import { migrate } from '../database/migrate.ts';
import { buildServer, type ServerParts } from '../http/server.ts';
import { startWorker } from '../worker/run-worker.ts';
import { explainListening } from './check-settings.ts';
import type { Config } from './config.ts';
import { leaveAddress } from './serving-file.ts';
import { showFirstLinks } from './show-first-links.ts';
import { showSample } from './show-sample.ts';

export interface Service {
  port: number;
  /** Resolves when the embedded PostgreSQL ended without being asked to. */
  lost: Promise<'lost'>;
  /**
   * Takes no more, finishes what was accepted, and lets go of the database. With a patience, a part that does not
   * end in that time is left behind: one may wait for ever for a database that was lost.
   */
  stop(patienceMs?: number): Promise<void>;
}

/** Whatever is opened pushes its own release, with its name; they run in the opposite order. */
type Releases = [part: string, release: () => Promise<void>][];

/** Of the connections for what answers at once; what is coalesced takes the others. */
const turnsOfCalls = {
  reading: { atOnce: 6, ofOneOrg: 4, patienceMs: 5_000 },
  changing: { atOnce: 3, ofOneOrg: 2, patienceMs: 5_000 },
};
/** Of the connections for sets; the worker's chunks take the others. */
const turnsOfPlans = {
  reading: { atOnce: 2, ofOneOrg: 1, patienceMs: 10_000 },
  changing: { atOnce: 3, ofOneOrg: 2, patienceMs: 10_000 },
};

/** Starts what `config.role` asks for: it listens at once, and is ready when this resolves. */
export async function startService(config: Config, log: Logger): Promise<Service> {
  const releases: Releases = [];
  const stop = async (patienceMs = Number.POSITIVE_INFINITY) => {
    for (let next = releases.pop(); next; next = releases.pop()) {
      const [part, release] = next;
      const isReleased = await settleWithin(patienceMs, release());
      if (!isReleased) log.warn(`the ${part} did not end in ${patienceMs} ms and was left behind`);
    }
  };
  try {
    return { ...(await open(config, log, releases)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** False where it did not settle in time. */
async function settleWithin(patienceMs: number, release: Promise<void>): Promise<boolean> {
  const settled = release.then(() => true);
  if (patienceMs === Number.POSITIVE_INFINITY) return settled;
  const patience = new AbortController();
  const timeout = delay(patienceMs, false, { signal: patience.signal }).catch(() => false);
  const isSettled = await Promise.race([settled.catch(() => true), timeout]);
  patience.abort();
  return isSettled;
}

async function open(config: Config, log: Logger, releases: Releases): Promise<Omit<Service, 'stop'>> {
  const { url, lost } = await connect(config, log, releases);
  const interactive = openPool({ url, connections: 12, plannedFor: 'singles' }, log, releases);
  const readiness = { isReady: false };
  const bulk = openPool({ url, connections: 8, plannedFor: 'sets' }, log, releases);
  const reassignments = openReassignmentLane(interactive);
  const address = await listen(
    config,
    {
      database: inTurns(interactive, turnsOfCalls),
      bulk: inTurns(bulk, turnsOfPlans),
      log,
      readiness,
      reassignments,
    },
    releases,
  );
  await migrate(url);
  if (config.role !== 'api') {
    const yieldsTo = () => reassignments.isBusy;
    const worker = await startWorker({ ownerUrl: url, database: bulk, log, yieldsTo });
    releases.push(['worker', () => worker.stop()]);
  }
  const people = config.publicUrl ?? address;
  if (config.role !== 'worker' && !config.databaseUrl) {
    releases.push(['address in the data folder', await leaveAddress(config.dataDir, people)]);
  }
  if (config.role !== 'worker' && !config.sample) await showFirstLinks(interactive, people);
  readiness.isReady = true;
  releases.push([
    'readiness',
    async () => {
      readiness.isReady = false;
    },
  ]);
  process.stdout.write(`Baton is ready at ${address}\n`);
  if (config.sample) await showSample(interactive, { address, people, dataDir: config.dataDir });
  return { port: Number(new URL(address).port), lost };
}

async function connect(
  config: Config,
  log: Logger,
  releases: Releases,
): Promise<{ url: string; lost: Promise<'lost'> }> {
  if (config.databaseUrl) return { url: config.databaseUrl, lost: new Promise(() => {}) };
  const embedded = await startEmbedded({ dataDir: config.dataDir, log: (line) => log.info(line) });
  releases.push(['embedded PostgreSQL', () => embedded.end()]);
  const lost = new Promise<'lost'>((resolve) => {
    embedded.onLost(() => resolve('lost'));
  });
  return { url: embedded.url, lost };
}

function openPool(options: Omit<DatabaseOptions, 'onTrouble'>, log: Logger, releases: Releases): Database {
  const onTrouble = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const database = openDatabase({ ...options, onTrouble });
  releases.push([`pool for ${options.plannedFor}`, () => closeDatabase(database)]);
  return database;
}

/** Gives the address it listens on. */
async function listen(
  config: Config,
  parts: Pick<ServerParts, 'database' | 'bulk' | 'log' | 'readiness' | 'reassignments'>,
  releases: Releases,
): Promise<string> {
  const authenticate = openAuthentication(parts.database);
  const facesServed = config.role !== 'worker';
  const site = { isHttps: config.publicUrl?.startsWith('https:') ?? false, proxies: config.proxies };
  const app = await buildServer({ ...parts, authenticate, facesServed, site });
  releases.push(['reassignment lane', () => parts.reassignments.drain()]);
  // Whoever still waits for an answer that a lost database keeps from them is told by the end of the connection.
  releases.push(['connections', async () => app.server.closeAllConnections()]);
  releases.push(['server', () => app.close()]);
  await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw explainListening(error, config);
  });
  return app.listeningOrigin;
}
