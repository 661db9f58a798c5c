import type { FastifyInstance } from 'fastify';

export interface Readiness {
  /** It has started and is not stopping; otherwise only health and metrics are answered. */
  isReady: boolean;
  /** Why no work can be done now, though it has started; undefined where it can. */
  findTrouble(): Promise<string | undefined>;
}

/** `/healthz`: the process is alive. `/readyz`: what is sent to it can be done and kept. */
export function serveHealth(app: FastifyInstance, readiness: Readiness): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'alive' }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const reason = readiness.isReady ? await readiness.findTrouble() : 'Baton is starting or stopping.';
    return reason === undefined ? { status: 'ready' } : reply.code(503).send({ status: 'not ready', reason });
  });
}
