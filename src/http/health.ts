import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.ts';

const answerWithinMs = 2_000;

export interface Readiness {
  isReady: boolean;
}

/** `/healthz`: the process is alive. `/readyz`: it can take work, which needs the database. */
export function serveHealth(app: FastifyInstance, database: Database, readiness: Readiness): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'alive' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    if (!readiness.isReady)
      return reply.code(503).send({ status: 'not ready', reason: 'Baton is starting or stopping.' });
    if (await answers(database)) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', reason: 'The database does not answer.' });
  });
}

async function answers(database: Database): Promise<boolean> {
  const { promise: timeout, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, answerWithinMs, false);
  const asked = database.pool.query('select 1').then(
    () => true,
    () => false,
  );
  const answer = await Promise.race([asked, timeout]);
  clearTimeout(timer);
  return answer;
}
