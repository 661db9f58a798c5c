import { setTimeout as delay } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { isPostmaster, type Postmaster, readPostmaster } from './postmaster-file.ts';
import { type SpawnedServer, spawnServer } from './spawn-server.ts';

export interface ReachedServer extends Postmaster {
  client: Client;
  wasRunning: boolean;
}

/** A recovery may have gigabytes to read. */
const patienceMs = 300_000;
/** What a killed PostgreSQL leaves behind ends only when a slow disk has taken its last writes. */
const retryMs = 60_000;
const pollMs = 25;

/** Troubles that pass: a predecessor not quite gone, another start that was faster, a port just taken. */
const passing = /is still in use|lock file|could not bind|could not create any TCP\/IP sockets/;

/** PostgreSQL is starting, stopping, or has no database baton yet. */
const notYet = ['57P03', '57P01', '57P02', '3D000'];

/** Connects to the server on this folder, whoever started it; starts one where there is none. */
export async function reachServer(folder: DataFolder, password: string): Promise<ReachedServer> {
  const beganAt = performance.now();
  let spawned: SpawnedServer | undefined;
  while (performance.now() - beganAt < patienceMs) {
    const running = await findPostmaster(folder.cluster);
    const client = running && (await tryConnect(serverUrl(running.port, password, 'postgres')));
    if (running && client) return { ...running, client, wasRunning: running.pid !== spawned?.pid };
    if (!running && (!spawned || spawned.hasEnded())) {
      if (spawned) await refuseLastingTrouble(folder, spawned, performance.now() - beganAt);
      spawned = await spawnServer(folder);
    }
    await delay(pollMs);
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL in ${folder.path} accepted no connection within ${patienceMs / 1000} s. It may still be recovering: ` +
      `read ${folder.log}, then start Baton again.`,
  );
}

export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const named = await readPostmaster(cluster);
  return named && (await isPostmaster(named.pid, cluster)) ? named : undefined;
}

export function serverUrl(port: number, password: string, database = 'baton'): string {
  return `postgres://baton:${password}@127.0.0.1:${port}/${database}`;
}

export async function tryConnect(url: string): Promise<Client | undefined> {
  const client = new Client({
    connectionString: url,
    ssl: false,
    application_name: `baton-holder:${process.pid}`,
    options: '-c idle_session_timeout=0 -c statement_timeout=0',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    if (error instanceof DatabaseError && !notYet.includes(error.code ?? '')) throw explainRefusal(error);
    return undefined;
  }
}

async function refuseLastingTrouble(folder: DataFolder, spawned: SpawnedServer, elapsedMs: number) {
  const said = (await spawned.readLog()).trim();
  if (elapsedMs < retryMs && passing.test(said)) {
    await delay(200);
    return;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not start in ${folder.path}. The end of ${folder.log}:\n${said.split('\n').slice(-8).join('\n')}`,
  );
}

function explainRefusal(error: DatabaseError): EmbeddedPostgresError {
  return new EmbeddedPostgresError(`The embedded PostgreSQL refused Baton: ${error.message}`, {
    cause: error,
  });
}
