import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ShownRequest } from '../../contract/v1/shown-request.ts';
import type { Accepted } from '../../core/ledger/accept-plan.ts';
import { showRequest } from '../../core/requests/read/show-request.ts';
import type { Database } from '../../database/database.ts';
import { tellRepeat } from '../wire/read-idempotency.ts';

/** Answers with a request that a call made, or that an earlier call with the same key had made. */
export async function answerAccepted(
  database: Database,
  { caller }: FastifyRequest,
  reply: FastifyReply,
  { accepted, planOnly }: { accepted: Accepted; planOnly: boolean },
): Promise<ShownRequest> {
  tellRepeat(reply, accepted);
  void reply.code(planOnly ? 201 : 202).header('location', `/api/v1/requests/${accepted.requestId}`);
  return showRequest(database, caller, accepted.requestId);
}
