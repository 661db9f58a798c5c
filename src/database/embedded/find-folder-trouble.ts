import { access, statfs } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const mebibyte = 1_048_576;
/** PostgreSQL stops for good where it cannot write its log, so work ends before the disk does. */
const leastFreeMebibytes = 64;

/** Why the embedded PostgreSQL cannot write in its folder for long; undefined where it can. */
export async function findFolderTrouble(dataDir: string): Promise<string | undefined> {
  const path = resolve(dataDir);
  try {
    await access(join(path, 'postgres', 'PG_VERSION'));
    const { bavail, bsize } = await statfs(path);
    const free = Math.floor((bavail * bsize) / mebibyte);
    if (free >= leastFreeMebibytes) return undefined;
    return `Only ${free} MiB are free for the data folder, and Baton needs ${leastFreeMebibytes}: make room on that disk.`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return `The data folder cannot be read any more (${code}): put it back, or restore it from a backup.`;
  }
}
