import type { FastifyInstance } from 'fastify';
import { loginsOf } from '../../src/database/logins.ts';
import { openLog } from '../../src/http/log.ts';
import { startWorker } from '../../src/worker/run-worker.ts';
import { buildApp } from './build-app.ts';
import type { TestDatabase } from './test-database.ts';

/** The whole server, listening on a free port, with a worker that runs its requests. */
export interface ServedApp {
  app: FastifyInstance;
  address: string;
  stop(): Promise<void>;
}

export async function serveApp(
  { url, database }: Pick<TestDatabase, 'url' | 'database'>,
  port = 0,
): Promise<ServedApp> {
  const app = await buildApp(database);
  await app.listen({ host: '127.0.0.1', port });
  const worker = await startWorker({ queueUrl: loginsOf({ url }).gate, database, log: openLog('silent') });
  return {
    app,
    address: app.listeningOrigin,
    stop: async () => {
      await app.close();
      await worker.stop();
    },
  };
}
