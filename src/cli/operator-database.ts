import { closeDatabase, type Database, openDatabase } from '../database/database.ts';
import { findEmbedded } from '../database/embedded/find-embedded.ts';
import { startEmbedded } from '../database/embedded/start-embedded.ts';
import { migrate } from '../database/migrate.ts';
import type { Config } from './config.ts';

/**
 * Runs an operator's command on the database that `baton serve` would use: the one of a server that is
 * running, or an embedded one started for this command alone.
 */
export async function withOperatorDatabase<Result>(
  config: Config,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const running = config.databaseUrl ?? (await findEmbedded(config.dataDir));
  if (running) return onServer(running, work);
  const embedded = await startEmbedded({ dataDir: config.dataDir, log: () => {} });
  try {
    return await onServer(embedded.url, work);
  } finally {
    await embedded.end();
  }
}

async function onServer<Result>(url: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  await migrate(url);
  const database = openDatabase({ url, connections: 4, plannedFor: 'sets', onTrouble: () => {} });
  try {
    return await work(database);
  } finally {
    await closeDatabase(database);
  }
}
