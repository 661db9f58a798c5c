// PostgreSQL refuses to run as root. Root in a user namespace of its own looks like an ordinary user to
// PostgreSQL and still owns its files; where the machine forbids that, an existing account is used.
import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import type { DataFolder, Owner } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

export interface OrdinaryUser {
  name: string;
  prefix: readonly string[];
  runAs: Owner | undefined;
  /** Who must own PostgreSQL's files; undefined when they are this process's own. */
  fileOwner: Owner | undefined;
}

export interface Launch {
  command: string;
  args: string[];
  options: { env: Record<string, string>; cwd: string; uid?: number; gid?: number };
}

export async function chooseOrdinaryUser(folder: DataFolder, postgres: string): Promise<OrdinaryUser> {
  const obstacles: string[] = [];
  for (const user of await listOrdinaryUsers(folder)) {
    const obstacle = await findObstacle(user, folder, postgres);
    if (obstacle === undefined) return user;
    obstacles.push(`- ${user.name}: ${obstacle}`);
  }
  throw new EmbeddedPostgresError(
    `${isRoot() ? 'PostgreSQL refuses to run as root, and nobody else can run it here' : 'The packaged PostgreSQL does not run here'}:\n` +
      `${obstacles.join('\n')}\n` +
      'Choose another --data-dir, run Baton as an ordinary user who owns it, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
}

export function launchAs(user: OrdinaryUser, program: string, args: readonly string[]): Launch {
  const [command = program, ...rest] = [...user.prefix, program, ...args];
  // Neither the machine's locale nor PG* variables meant for other servers may reach this one.
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
  return { command, args: rest, options: { env, cwd: '/', ...user.runAs } };
}

/** Runs a short program to its end; what it complained of becomes the error. */
export async function runProgram(
  user: OrdinaryUser,
  program: string,
  args: readonly string[],
): Promise<void> {
  const { command, args: rest, options } = launchAs(user, program, args);
  await new Promise<void>((resolve, reject) => {
    execFile(command, rest, options, (error, _output, complaint) => {
      if (error) reject(new Error(complaint.trim() || error.message, { cause: error }));
      else resolve();
    });
  });
}

async function listOrdinaryUsers(folder: DataFolder): Promise<OrdinaryUser[]> {
  const accounts = await listAccounts();
  const namespaces = accounts.slice(0, 1).map(inNamespace);
  if (!isRoot()) return hasAccount() ? [itself] : [...namespaces, itself];
  return [...(await listOwners(folder, accounts)), ...namespaces, ...accounts.map(asAccount)];
}

/** A folder that already belongs to an ordinary user stays theirs. */
async function listOwners(folder: DataFolder, accounts: readonly Account[]): Promise<OrdinaryUser[]> {
  const cluster = await stat(folder.cluster).catch(() => undefined);
  const { uid, gid } = cluster ?? (await stat(folder.path));
  const name = accounts.find((account) => account.uid === uid)?.name;
  if (uid === 0 || (cluster === undefined && name === undefined)) return [];
  return [asAccount({ name: name ?? `user ${uid}`, uid, gid })];
}

const itself: OrdinaryUser = { name: 'this user', prefix: [], runAs: undefined, fileOwner: undefined };

function asAccount({ name, uid, gid }: Account): OrdinaryUser {
  return { name: `as ${name}`, prefix: [], runAs: { uid, gid }, fileOwner: { uid, gid } };
}

function inNamespace({ uid, gid }: Account): OrdinaryUser {
  return {
    name: 'in a user namespace',
    prefix: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'],
    runAs: undefined,
    fileOwner: isRoot() ? { uid: 0, gid: 0 } : undefined,
  };
}

async function findObstacle(user: OrdinaryUser, folder: DataFolder, postgres: string) {
  for (const path of user.fileOwner ? [dirname(folder.path), dirname(postgres)] : []) {
    const closed = await findClosedFolder(path, user.fileOwner);
    if (closed !== undefined) return `cannot enter ${closed}`;
  }
  return runProgram(user, postgres, ['--version']).then(
    () => undefined,
    (error: Error) => error.message,
  );
}

async function findClosedFolder(path: string, owner: Owner | undefined): Promise<string | undefined> {
  if (owner === undefined) return undefined;
  const { uid, gid, mode } = await stat(path);
  const enter = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
  if ((mode & enter) === 0) return path;
  return path === dirname(path) ? undefined : findClosedFolder(dirname(path), owner);
}

interface Account extends Owner {
  name: string;
}

/** The accounts that may lend their id, best first. */
async function listAccounts(): Promise<Account[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  const accounts = lines
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  return ['postgres', 'nobody'].flatMap((name) =>
    accounts.filter((account) => account.name === name && account.uid > 0),
  );
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Containers often run under a number without an account, which initdb refuses. */
function hasAccount(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}
