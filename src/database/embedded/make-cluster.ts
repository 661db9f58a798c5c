import { randomBytes } from 'node:crypto';
import { access, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type DataFolder, handOver, unfinishedPrefix } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { getPostgresBinaries } from './postgres-binaries.ts';
import { chooseOrdinaryUser, type OrdinaryUser, runProgram } from './run-as-ordinary-user.ts';

/** A cluster is made elsewhere and renamed, so a start that is killed or raced never leaves half of one. */
export async function ensureCluster(folder: DataFolder, log: (line: string) => void): Promise<void> {
  if (await hasCluster(folder)) return;
  log(`Making a database in ${folder.path}`);
  const { initdb, postgres } = await getPostgresBinaries();
  const user = await chooseOrdinaryUser(folder, postgres);
  const unfinished = await mkdtemp(join(folder.path, unfinishedPrefix));
  try {
    const made = await makeCluster(folder, { initdb, user, unfinished });
    await rename(made, folder.cluster);
  } catch (error) {
    if (!(await hasCluster(folder))) throw explainFailure(folder, error);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

export async function hasCluster(folder: DataFolder): Promise<boolean> {
  try {
    await access(join(folder.cluster, 'PG_VERSION'));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw explainFolder(folder, error);
  }
}

export async function getPassword(folder: DataFolder): Promise<string> {
  try {
    return await readFile(folder.password, 'utf8');
  } catch (error) {
    throw explainFolder(folder, error);
  }
}

interface Making {
  initdb: string;
  user: OrdinaryUser;
  unfinished: string;
}

async function makeCluster(folder: DataFolder, { initdb, user, unfinished }: Making): Promise<string> {
  const cluster = join(unfinished, basename(folder.cluster));
  const password = join(unfinished, 'password');
  await writeFile(password, randomBytes(24).toString('hex'), { mode: 0o600, flush: true });
  await handOver(folder, unfinished, user.fileOwner);
  await runProgram(user, initdb, [
    ...['--pgdata', cluster, '--username=baton', '--pwfile', password, '--auth=scram-sha-256'],
    // PostgreSQL's own C.UTF-8 sorts and folds alike on every machine, whatever locales it has.
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    '--no-instructions',
  ]);
  await rename(password, join(cluster, basename(folder.password)));
  return cluster;
}

function explainFailure(folder: DataFolder, error: unknown): EmbeddedPostgresError {
  const why = error instanceof Error ? error.message : String(error);
  return new EmbeddedPostgresError(
    `Cannot make a database in ${folder.path}: ${why}\nChoose another --data-dir, or set DATABASE_URL to a PostgreSQL server of your own.`,
    { cause: error },
  );
}

function explainFolder(folder: DataFolder, error: unknown): EmbeddedPostgresError {
  const why = error instanceof Error ? error.message : String(error);
  return new EmbeddedPostgresError(
    `Cannot read the data folder ${folder.path} (${why}). Run Baton as the user who made it, restore it from a backup, or choose another --data-dir.`,
    { cause: error },
  );
}
