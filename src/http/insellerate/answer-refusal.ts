import type { FastifyReply } from 'fastify';
import type { Refusal } from '../../contract/refusal.ts';
import { fail } from './envelope.ts';

const transportStatuses = new Set([400, 401, 404, 405, 408, 413, 415, 429, 503]);

/** A call that never became a reassignment: its own HTTP status, in the envelope. */
export function answerInInsellerate(reply: FastifyReply, refusal: Refusal | undefined): FastifyReply {
  if (!refusal) {
    const message = `Baton failed by a fault of its own; nothing was acknowledged. Call ${reply.request.id}.`;
    return reply.code(500).send({
      StatusCode: 2,
      Data: null,
      Message: message,
      Errors: [{ Code: 'internal-error', Field: null, Message: message }],
      ResponseDate: new Date().toISOString(),
    });
  }
  return reply.code(transportStatuses.has(refusal.status) ? refusal.status : 200).send(fail(refusal, null));
}
