import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import type { CountCall } from '../../core/organisations/call-limit.ts';

/** Counts every call of this scope against its org's limit, and tells on every answer how much is left. */
export function limitCalls(app: FastifyInstance, countCall: CountCall): void {
  app.addHook('onRequest', async ({ caller }, reply) => {
    const { isAllowed, limit, remaining, resetS } = await countCall(caller.orgId);
    void reply.headers({
      'ratelimit-limit': String(limit),
      'ratelimit-remaining': String(remaining),
      'ratelimit-reset': String(resetS),
    });
    if (isAllowed) return;
    throw new Refusal('too-many-calls', {
      retryAfterS: resetS,
      message: `API calls exceeded the limit of ${limit} in 5 second(s)`,
    });
  });
}
