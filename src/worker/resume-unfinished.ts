import type { Database } from '../database/database.ts';
import { inOrg } from '../database/transaction.ts';

/**
 * Enqueues again whatever was accepted and has not finished: the job of a worker that was killed stays
 * locked for hours. A job too many does no harm, for a chunk is only ever run once.
 */
export async function resumeUnfinished(database: Database): Promise<void> {
  const answer = await database.gate.query<{ orgId: number; requestId: number }>(
    'select org_id as "orgId", request_id as "requestId" from unfinished_requests()',
  );
  for (const { orgId, requestId } of answer.rows) {
    await inOrg(database, orgId, async (tx) => {
      tx.write({ text: 'select enqueue_request($1)', values: [requestId] });
    });
  }
}
