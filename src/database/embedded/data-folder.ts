import { constants } from 'node:fs';
import { access, chmod, chown, lchown, mkdir, readdir, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

export interface DataFolder {
  path: string;
  /** PostgreSQL's own folder. */
  cluster: string;
  /** The superuser's password; inside the cluster, so that the two appear in one rename. */
  password: string;
  log: string;
}

export interface Owner {
  uid: number;
  gid: number;
}

export const unfinishedPrefix = 'initialising-';

export async function openDataFolder(dataDir: string): Promise<DataFolder> {
  const path = resolve(dataDir);
  try {
    await makeFolder(path);
    await access(path, constants.W_OK | constants.X_OK);
    return describeFolder(await realpath(path));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EmbeddedPostgresError(
      `Cannot use the data folder ${path} (${why}). Choose another --data-dir.`,
    );
  }
}

/** Folder by folder: Node's own recursion never ends where a file system such as /proc says a parent is missing. */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  if (dirname(path) !== path) await makeFolder(dirname(path));
  try {
    await mkdir(path, { mode: 0o700 });
  } catch (error) {
    if (!(await isFolder(path))) throw error; // another start may have made it meanwhile
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

export async function findDataFolder(dataDir: string): Promise<DataFolder | undefined> {
  const path = await realpath(resolve(dataDir)).catch(() => undefined);
  return path === undefined ? undefined : describeFolder(path);
}

/** Only for the holder of the folder: another start may be making its cluster just now. */
export async function removeUnfinishedClusters(folder: DataFolder): Promise<void> {
  for (const name of await readdir(folder.path)) {
    if (name.startsWith(unfinishedPrefix))
      await rm(join(folder.path, name), { recursive: true, force: true });
  }
}

/** PostgreSQL insists on owning its folder, and must be able to pass through ours. */
export async function handOver(folder: DataFolder, path: string, owner: Owner | undefined): Promise<void> {
  if (owner === undefined) return;
  const outer = await stat(folder.path);
  if (outer.uid !== owner.uid) await chmod(folder.path, outer.mode | 0o011);
  if ((await stat(path)).uid === owner.uid) return;
  for (const entry of await readdir(path, { recursive: true })) {
    await lchown(join(path, entry), owner.uid, owner.gid);
  }
  // Last, so that a hand-over cut short is done again.
  await chown(path, owner.uid, owner.gid);
}

function describeFolder(path: string): DataFolder {
  const cluster = join(path, 'postgres');
  return { path, cluster, password: join(cluster, 'baton-password'), log: join(path, 'postgres.log') };
}
