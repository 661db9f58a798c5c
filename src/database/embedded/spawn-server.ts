import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { type DataFolder, handOver, type Owner } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { getPostgresBinaries } from './postgres-binaries.ts';
import { isAlive, isPostmaster, postmasterFile, readPostmaster } from './postmaster-file.ts';
import { chooseOrdinaryUser, type Launch, launchAs } from './run-as-ordinary-user.ts';
import { serverSettings } from './server-settings.ts';

export interface SpawnedServer {
  pid: number | undefined;
  hasEnded(): boolean;
  /** What the server has said since it was spawned. */
  readLog(): Promise<string>;
}

const logLimitBytes = 10 * 1024 * 1024;

export async function spawnServer(folder: DataFolder): Promise<SpawnedServer> {
  const { postgres } = await getPostgresBinaries();
  const user = await chooseOrdinaryUser(folder, postgres);
  await handOver(folder, folder.cluster, user.fileOwner);
  await removeStrangersFile(folder);
  const launch = launchAs(user, postgres, ['-D', folder.cluster, ...serverSettings(await findFreePort())]);
  return spawnLogged(folder, launch, user.fileOwner);
}

async function spawnLogged(folder: DataFolder, { command, args, options }: Launch, owner: Owner | undefined) {
  await keepLogShort(folder.log);
  const log = await open(folder.log, 'a', 0o600);
  try {
    if (owner) await log.chown(owner.uid, owner.gid);
    const { size } = await log.stat();
    // A session of its own, and a file to write to: neither Ctrl-C nor the death of Baton reaches it.
    const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', log.fd, log.fd] });
    await once(child, 'spawn');
    child.unref();
    return {
      pid: child.pid,
      hasEnded: () => child.exitCode !== null || child.signalCode !== null,
      readLog: async () => (await readFile(folder.log)).subarray(size).toString(),
    };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `Cannot run ${command}. Set DATABASE_URL to a PostgreSQL server of your own.`,
      {
        cause: error,
      },
    );
  } finally {
    await log.close();
  }
}

/** PostgreSQL would take any living process with the id in its file for itself, and refuse. */
async function removeStrangersFile({ cluster }: DataFolder): Promise<void> {
  const named = await readPostmaster(cluster);
  if (named && isAlive(named.pid) && !(await isPostmaster(named.pid, cluster))) {
    await rm(postmasterFile(cluster), { force: true });
  }
}

async function keepLogShort(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found && found.size > logLimitBytes) await rename(path, `${path}.1`);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No TCP port was given');
  return address.port;
}
