import type { FastifyInstance } from 'fastify';
import { auditChannel } from '../core/audit/audit-store.ts';

/** One line in the log for each event of the audit trail, as long as the server is open. */
export function logAudit(app: FastifyInstance): void {
  const tell = (event: unknown) => app.log.info({ audit: event }, 'audit');
  auditChannel.subscribe(tell);
  app.addHook('onClose', async () => {
    auditChannel.unsubscribe(tell);
  });
}
