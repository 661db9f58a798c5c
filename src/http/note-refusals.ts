import type { FastifyInstance } from 'fastify';
import { noteEvent } from '../core/audit/audit-store.ts';
import { Seldom } from '../core/audit/seldom.ts';
import type { Database } from '../database/database.ts';
import { inOrg } from '../database/transaction.ts';

/** In characters of a path. */
const longestTold = 300;

/**
 * Notes whom a role or a scope refuses what, once in ten minutes an operation: whoever asks again and again floods nothing, and the
 * answer waits for none of it.
 */
export function noteRefusals(app: FastifyInstance, database: Database): void {
  const seldom = new Seldom();
  app.addHook('onResponse', (request, _reply, done) => {
    done();
    const { refusedFor, caller, method } = request;
    if (!caller || (refusedFor !== 'access-denied' && refusedFor !== 'scope-missing')) return;
    const asked = `${method} ${request.url.replace(/\?.*/s, '')}`;
    if (!seldom.passes(`${caller.credential} ${method} ${request.routeOptions.url}`)) return;
    const note = { what: 'refused' as const, detail: `${asked.slice(0, longestTold)}: ${refusedFor}` };
    inOrg(database, caller.orgId, async (tx) => noteEvent(tx, caller, note)).catch((error: unknown) =>
      request.log.warn({ err: error }, 'a refusal was not noted in the audit trail'),
    );
  });
}
