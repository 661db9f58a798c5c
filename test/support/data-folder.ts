import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findEmbedded } from '../../src/database/embedded/find-embedded.ts';
import { findPostmaster } from '../../src/database/embedded/reach-server.ts';
import { copyCluster } from './made-cluster.ts';

/** A data folder for `baton serve`, with the PostgreSQL that may run in it. */
export interface TestDataFolder {
  path: string;
  /** The url of the PostgreSQL that runs there, as its owner. */
  findUrl(): Promise<string>;
  /** To PostgreSQL's first process: SIGKILL, as the system would when memory is short, or its own immediate stop. */
  killPostgres(signal?: 'SIGKILL' | 'SIGQUIT'): Promise<void>;
  /** Ends what still runs there, and removes it. */
  remove(): Promise<void>;
}

/** Not `isNew`, it has a cluster already, in which nothing is yet. */
export async function aDataFolder({ isNew = false } = {}): Promise<TestDataFolder> {
  const path = await mkdtemp(join(tmpdir(), 'baton-data-'));
  if (!isNew) await copyCluster(path);
  const cluster = join(path, 'postgres');
  const killPostgres = async (signal: 'SIGKILL' | 'SIGQUIT' = 'SIGKILL') => {
    const postmaster = await findPostmaster(cluster);
    if (postmaster) process.kill(postmaster.pid, signal);
  };
  return {
    path,
    findUrl: async () => {
      const url = await findEmbedded(path);
      if (!url) throw new Error(`No PostgreSQL runs in ${path}.`);
      return url;
    },
    killPostgres,
    remove: async () => {
      await killPostgres();
      while (await findPostmaster(cluster)) await delay(20);
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
