import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createKey } from '../src/core/keys/create-key.ts';
import { closeDatabase, openDatabase } from '../src/database/database.ts';
import { findEmbedded } from '../src/database/embedded/find-embedded.ts';

/** The built program, serving from a fresh data folder with its own PostgreSQL, fsync on. */
export interface BenchedService {
  address: string;
  /** As the database's owner, for the floors. */
  ownerUrl: string;
  /** The largest resident memory of the server so far, in MB. */
  peakMemoryMb(): Promise<number>;
  /** What it has resident now, in MB. */
  memoryMb(): Promise<number>;
  stop(): Promise<void>;
}

const here = join(import.meta.dirname, '..');

/** `root` is the checkout whose build serves. */
export async function startService(root = here): Promise<BenchedService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'baton-bench-'));
  const child = spawn(
    process.execPath,
    [
      '--max-semi-space-size=12',
      '--heap-growing-percent=80',
      join(root, 'dist', 'cli', 'main.js'),
      'serve',
      '--port',
      '0',
      '--data-dir',
      dataDir,
      '--log-level',
      'warn',
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /^Baton is ready at (\S+)$/.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  const ownerUrl = await findEmbedded(dataDir);
  if (!ownerUrl) throw new Error('The embedded PostgreSQL was not found.');
  return {
    address,
    ownerUrl,
    peakMemoryMb: () => readStatus(child.pid, /VmHWM:\s+(\d+) kB/),
    memoryMb: () => readStatus(child.pid, /VmRSS:\s+(\d+) kB/),
    stop: async () => {
      child.removeAllListeners('exit');
      child.kill('SIGTERM');
      await once(child, 'exit');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function readStatus(pid: number | undefined, figure: RegExp): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(figure.exec(status)?.[1] ?? 0) / 1024;
}

/** A key of the world's first user, its administrator. */
export async function makeKey(ownerUrl: string, orgId: number) {
  const database = openDatabase({
    url: ownerUrl,
    connections: 1,
    plannedFor: 'singles',
    onTrouble: () => {},
  });
  const key = await createKey(database, orgId, 'user1@example.com');
  await closeDatabase(database);
  return key;
}
