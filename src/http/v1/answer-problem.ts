import type { FastifyReply } from 'fastify';
import { type Refusal, refusals } from '../../contract/refusal.ts';

/** Answers problem details (RFC 9457). The type is a relative reference into the page of codes. */
export function answerProblem(reply: FastifyReply, refusal: Refusal | undefined): FastifyReply {
  const status = refusal?.status ?? 500;
  const code = refusal?.code ?? 'internal-error';
  return reply
    .code(status)
    .type('application/problem+json')
    .send({
      type: `/docs/refusals#${code}`,
      title: refusal ? refusals[refusal.code].title : 'Baton failed by a fault of its own.',
      status,
      detail: refusal?.message ?? `Nothing was acknowledged. Tell the operator this call's id.`,
      code,
      ...(refusal?.field ? { field: refusal.field } : {}),
      ...(refusal?.problems ? { problems: refusal.problems } : {}),
      ...(refusal?.organisations ? { organisations: refusal.organisations } : {}),
      instance: `urn:baton:call:${reply.request.id}`,
    });
}
