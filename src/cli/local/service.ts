import type { Logger } from 'pino';
import { openLeadFactsLane } from '../../core/kinds/facts/lead-facts-lane.ts';
import { openReassignmentLane } from '../../core/kinds/reassign/reassignment-lane.ts';
import { openNewLeadsLane } from '../../core/kinds/record/new-leads-lane.ts';
import { openAuthentication } from '../../core/sessions/authenticate.ts';
import {
  closeDatabase,
  type Database,
  type DatabaseOptions,
  inTurns,
  openDatabase,
} from '../../database/database.ts';
import { findFolderTrouble } from '../../database/embedded/find-folder-trouble.ts';
import { endEmbedded, startEmbedded } from '../../database/embedded/start-embedded.ts';
import { type Access, loginsOf } from '../../database/logins.ts';
import { migrate } from '../../database/migrate.ts';
import { buildServer, type ServerParts } from '../../http/server.ts';
import { CallRates } from '../../http/wire/call-rates.ts';
import { startWorker } from '../../worker/run-worker.ts';
import type { Config } from '../terminal/config.ts';
import { explainListening } from './check-settings.ts';
import { giveMemoryBack } from './give-memory-back.ts';
import {
  type Probe,
  probeDatabase,
  type Trouble,
  type WatchedReadiness,
  watchReadiness,
} from './readiness.ts';
import { type Patience, Releases } from './releases.ts';
import { leaveAddress } from './serving-file.ts';
import { showFirstLinks } from './show-first-links.ts';
import { describeSample } from './show-sample.ts';

export interface Service {
  /** Resolves when it can do work; rejects where it cannot be started. */
  started: Promise<Started>;
  /** Takes no more, finishes what was accepted, and lets go of the database; gives the parts that had to be cut. */
  stop(patience: Patience): Promise<string[]>;
}

export interface ServiceSettings extends Config {
  /** False: it served before in this process, so the database is there already, and none is made. */
  isFirst?: boolean;
}

export interface Started {
  port: number;
  /** Resolves when the embedded PostgreSQL ended without being asked to. */
  lost: Promise<'lost'>;
}

/** Of 9 connections for what answers at once, and 3 at the gate; what is coalesced takes the others. */
const turnsOfCalls = {
  reading: { atOnce: 4, ofOneOrg: 3, patienceMs: 5_000 },
  changing: { atOnce: 3, ofOneOrg: 2, patienceMs: 5_000 },
  atGate: { atOnce: 1, ofOneOrg: 1, patienceMs: 5_000 },
};
/** Of the connections for sets; the worker's chunks take the others. */
const turnsOfPlans = {
  reading: { atOnce: 2, ofOneOrg: 1, patienceMs: 10_000 },
  changing: { atOnce: 3, ofOneOrg: 2, patienceMs: 10_000 },
  atGate: { atOnce: 1, ofOneOrg: 1, patienceMs: 10_000 },
};

/** Starts what `config.role` asks for: it listens before it can do work. It may be stopped while it starts. */
export function startService(config: ServiceSettings, log: Logger): Service {
  const releases = new Releases();
  const started = open(config, log, releases);
  started.catch(() => {}); // one that is stopped while it starts is asked for nothing more
  return { started, stop: (patience) => releases.run(patience) };
}

async function open(config: ServiceSettings, log: Logger, releases: Releases): Promise<Started> {
  const { access, lost } = await connect(config, log, releases);
  const stopLooking = giveMemoryBack();
  releases.add('work', 'memory', async () => stopLooking());
  const interactive = openPool(
    { ...access, connections: 9, gateConnections: 3, plannedFor: 'singles' },
    log,
    releases,
  );
  const bulk = openPool({ ...access, connections: 8, gateConnections: 1, plannedFor: 'sets' }, log, releases);
  const lanes = {
    reassignments: openReassignmentLane(interactive),
    leadFacts: openLeadFactsLane(interactive),
    newLeads: openNewLeadsLane(interactive),
  };
  const probes: Probe[] = [() => probeDatabase(interactive)];
  if (!config.databaseUrl) probes.unshift(() => probeFolder(config.dataDir));
  const readiness = watchReadiness(probes, log);
  const parts = {
    database: inTurns(interactive, turnsOfCalls),
    bulk: inTurns(bulk, turnsOfPlans),
    log,
    readiness,
    ...lanes,
  };
  const address = await listen(config, parts, releases);
  for (const sentence of await migrate(access)) log.warn(sentence);
  if (config.role !== 'api') {
    const yieldsTo = () => Object.values(lanes).some(({ isBusy }) => isBusy);
    const worker = await startWorker({ queueUrl: loginsOf(access).gate, database: bulk, log, yieldsTo });
    releases.add('work', 'worker', () => worker.stop());
    probes.push(() => toTrouble(worker.findTrouble()));
  }
  const people = config.publicUrl ?? address;
  if (config.role !== 'worker' && !config.databaseUrl) {
    releases.add('work', 'address in the data folder', await leaveAddress(config.dataDir, people));
  }
  const shown = { address, people, dataDir: config.dataDir };
  if (config.sample) sayWhile('Making the sample organisation, unless it is there ...');
  const sample = config.sample ? await describeSample(interactive, shown) : '';
  if (config.role !== 'worker' && !config.sample) await showFirstLinks(interactive, people);
  readiness.isReady = true;
  process.stdout.write(`Baton is ready at ${address}\n${sample}`);
  return { port: Number(new URL(address).port), lost };
}

/** Standard error, for what is printed is the address, which programs wait for. */
function sayWhile(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function probeFolder(dataDir: string): Promise<Trouble | undefined> {
  return toTrouble(await findFolderTrouble(dataDir));
}

function toTrouble(reason: string | undefined): Trouble | undefined {
  return reason === undefined ? undefined : { reason };
}

async function connect(
  config: ServiceSettings,
  log: Logger,
  releases: Releases,
): Promise<{ access: Access; lost: Promise<'lost'> }> {
  if (config.databaseUrl) {
    return { access: { url: config.databaseUrl, logins: config.logins }, lost: new Promise(() => {}) };
  }
  const { dataDir, isFirst: mayMake = true } = config;
  const starting = startEmbedded({ dataDir, mayMake, log: (line) => log.info(line) });
  releases.add('postgres', 'embedded PostgreSQL', () => endEmbedded(dataDir, starting));
  sayWhile('Starting PostgreSQL ...');
  const embedded = await starting;
  const lost = new Promise<'lost'>((resolve) => {
    embedded.onLost(() => resolve('lost'));
  });
  return { access: { url: embedded.url }, lost };
}

function openPool(options: Omit<DatabaseOptions, 'onTrouble'>, log: Logger, releases: Releases): Database {
  const onTrouble = (error: Error) => log.warn({ err: error }, 'a database connection was lost');
  const database = openDatabase({ ...options, onTrouble });
  releases.add('pools', `pool for ${options.plannedFor}`, () => closeDatabase(database));
  return database;
}

/** Gives the address it listens on. */
async function listen(
  config: Config,
  parts: Pick<ServerParts, 'database' | 'bulk' | 'log' | 'reassignments' | 'leadFacts' | 'newLeads'> & {
    readiness: WatchedReadiness;
  },
  releases: Releases,
): Promise<string> {
  const authenticate = openAuthentication(parts.database);
  const callRates = new CallRates({ ofOneKey: config.callsPerKey, ofOneOrg: config.callsPerOrg });
  const facesServed = config.role !== 'worker';
  const site = { isHttps: config.publicUrl?.startsWith('https:') ?? false, proxies: config.proxies };
  const app = await buildServer({ ...parts, authenticate, callRates, facesServed, site });
  releases.add('work', 'calls', async () => {
    parts.readiness.stop();
    await app.close();
    await Promise.all([parts.reassignments, parts.leadFacts, parts.newLeads].map((lane) => lane.drain()));
  });
  // Whoever still waits for an answer is told by the end of the connection.
  releases.add('callers', 'connections of callers', async () => app.server.closeAllConnections());
  await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw explainListening(error, config);
  });
  return app.listeningOrigin;
}
