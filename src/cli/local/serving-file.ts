import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../database/embedded/postmaster-file.ts';

/** Leaves in the data folder the address at which people open this process; gives what takes it away again. */
export async function leaveAddress(dataDir: string, address: string): Promise<() => Promise<void>> {
  const file = fileIn(dataDir);
  await writeFile(file, JSON.stringify({ address, pid: process.pid }), { mode: 0o600 });
  return () => rm(file, { force: true });
}

/** The address of the Baton that serves this data folder; none of one that was killed. */
export async function findAddress(dataDir: string): Promise<string | undefined> {
  const left: unknown = await readFile(fileIn(dataDir), 'utf8').then(JSON.parse, () => undefined);
  const { address, pid } = Object(left);
  return typeof address === 'string' && typeof pid === 'number' && isAlive(pid) ? address : undefined;
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'serving.json');
}
