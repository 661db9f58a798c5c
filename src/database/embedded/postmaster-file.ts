import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** PostgreSQL's first process, as it describes itself in the cluster. */
export interface Postmaster {
  pid: number;
  port: number;
}

export async function readPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(postmasterFile(cluster), 'utf8').catch(() => '');
  const [pid, , , port] = text.split('\n').map(Number);
  return pid && port ? { pid, port } : undefined;
}

export function postmasterFile(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}

/** A process id alone proves nothing: after a crash or in a new container it may be anyone's. */
export async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return isWorkingIn(pid, cluster);
  return new Promise((resolve) => {
    execFile('/bin/ps', ['-ww', '-p', String(pid), '-o', 'command='], (_error, command) => {
      resolve(command.includes(cluster));
    });
  });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // Also when it belongs to someone else, who then is not our PostgreSQL.
    return false;
  }
}

async function isWorkingIn(pid: number, cluster: string): Promise<boolean> {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
  return folder === cluster;
}
