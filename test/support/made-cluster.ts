// A PostgreSQL cluster that a test run makes once. What is not about making one begins with a copy, for a third of the work.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openDataFolder } from '../../src/database/embedded/data-folder.ts';
import { ensureCluster } from '../../src/database/embedded/make-cluster.ts';

/** In which environment variable the test files of a run find it. */
export const madeClusterVariable = 'BATON_TEST_CLUSTER';

/** Makes the cluster, and gives where it is. */
export async function makeTestCluster(dataDir: string): Promise<string> {
  const folder = await openDataFolder(dataDir);
  await ensureCluster(folder, () => {});
  return folder.cluster;
}

/** Puts a copy where a data folder has its cluster; outside of a test run the folder stays as it is, and one is made at its start. */
export async function copyCluster(dataDir: string): Promise<void> {
  const made = process.env[madeClusterVariable];
  if (made) await promisify(execFile)('cp', ['-a', made, join(dataDir, 'postgres')]); // with its owner, who may be another
}
