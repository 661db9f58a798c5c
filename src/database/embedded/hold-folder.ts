import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

const lockKey = 1_118_908_526;
const patienceMs = 3_000;

/** The lock lives as long as the connection: nothing is left behind however a holder dies. */
export async function holdFolder(folder: DataFolder, client: Client): Promise<void> {
  const beganAt = performance.now();
  while (!(await tryLock(client))) {
    // A predecessor that was just killed may take a moment to let go.
    if (performance.now() - beganAt > patienceMs) throw await refuseSecondHolder(folder, client);
    await delay(100);
  }
}

async function tryLock(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
    lockKey,
  ]);
  return rows[0]?.held === true;
}

async function refuseSecondHolder(folder: DataFolder, client: Client): Promise<EmbeddedPostgresError> {
  const { rows } = await client.query<{ name: string }>(
    `select application_name as name from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and granted and classid = 0 and objid = $1`,
    [lockKey],
  );
  const pid = rows[0]?.name.split(':').at(1) ?? 'unknown';
  return new EmbeddedPostgresError(
    `Another Baton (process ${pid}) is serving this data folder: ${folder.path}. Stop it, or choose another --data-dir.`,
  );
}
