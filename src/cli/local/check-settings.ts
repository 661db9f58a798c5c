import { once } from 'node:events';
import { createServer } from 'node:net';
import { openDataFolder } from '../../database/embedded/data-folder.ts';
import { type Config, ConfigError } from '../terminal/config.ts';
import { UsageError } from '../terminal/options.ts';

type Address = Pick<Config, 'host' | 'port'>;

/** Refuses an address to listen on and a data folder that cannot be used, both together, before anything starts. */
export async function checkSettings(config: Config): Promise<void> {
  const needsFolder = config.databaseUrl === undefined || config.sample;
  const problems = await Promise.all([
    findAddressProblem(config),
    needsFolder ? findFolderProblem(config.dataDir) : undefined,
  ]);
  const found = problems.filter((problem) => problem !== undefined);
  if (found.length > 0) throw new ConfigError(found);
}

/** Refuses a data folder that cannot be made, or not be written to. */
export async function checkDataFolder(dataDir: string): Promise<void> {
  const problem = await findFolderProblem(dataDir);
  if (problem !== undefined) throw new ConfigError([problem]);
}

/** Why nothing can listen there, by the flag to mend. */
export function explainListening(error: unknown, { host, port }: Address): UsageError {
  const { code = '', message = String(error) } = Object(error);
  if (code === 'EADDRINUSE') {
    return new UsageError(`Port ${port} on ${host} is taken. Choose another --port, or 0 for any.`);
  }
  if (code === 'EACCES') {
    return new UsageError(`Port ${port} is not for this user. Choose a --port from 1024 on, or 0 for any.`);
  }
  return new UsageError(
    `--host ${host} is no address of this machine that can be listened on (${code || message}). ` +
      'Give one that is, such as 127.0.0.1, or 0.0.0.0 for all.',
  );
}

async function findAddressProblem(address: Address): Promise<string | undefined> {
  const probe = createServer();
  try {
    probe.listen({ host: address.host, port: address.port });
    await once(probe, 'listening');
    return undefined;
  } catch (error) {
    return explainListening(error, address).message;
  } finally {
    if (probe.listening) {
      probe.close();
      await once(probe, 'close');
    }
  }
}

async function findFolderProblem(dataDir: string): Promise<string | undefined> {
  return openDataFolder(dataDir).then(
    () => undefined,
    (error: Error) => error.message,
  );
}
