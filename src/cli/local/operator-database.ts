import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { closeDatabase, type Database, openDatabase } from '../../database/database.ts';
import { findEmbedded } from '../../database/embedded/find-embedded.ts';
import { startEmbedded } from '../../database/embedded/start-embedded.ts';
import type { Access } from '../../database/logins.ts';
import { migrate } from '../../database/migrate.ts';
import type { Config } from '../terminal/config.ts';
import { UsageError } from '../terminal/options.ts';
import { checkDataFolder } from './check-settings.ts';

/**
 * Runs an operator's command on the database that `baton serve` would use: the one of a server that is
 * running, or an embedded one started for this command alone. Only what begins an organisation may make one.
 */
export async function withOperatorDatabase<Result>(
  config: Config,
  work: (database: Database) => Promise<Result>,
  { mayCreate = false }: { mayCreate?: boolean } = {},
): Promise<Result> {
  const running = config.databaseUrl ?? (await findEmbedded(config.dataDir));
  if (running) return onServer({ url: running, logins: config.logins }, work);
  if (!mayCreate && !existsSync(join(config.dataDir, 'postgres'))) {
    throw new UsageError(
      `There is no Baton in ${config.dataDir}. Name its folder with --data-dir, or its database with --database-url.`,
    );
  }
  await checkDataFolder(config.dataDir);
  const embedded = await startEmbedded({ dataDir: config.dataDir, log: () => {} });
  try {
    return await onServer({ url: embedded.url }, work);
  } finally {
    await embedded.end();
  }
}

async function onServer<Result>(
  access: Access,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  for (const sentence of await migrate(access)) process.stderr.write(`${sentence}\n`);
  const database = openDatabase({
    ...access,
    connections: 3,
    gateConnections: 1,
    plannedFor: 'sets',
    lockTimeout: 'none',
    onTrouble: () => {},
  });
  try {
    return await work(database);
  } finally {
    await closeDatabase(database);
  }
}
