import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalCode } from '../contract/refusal.ts';
import type { Guards } from './guard-answers.ts';
import { hearOut } from './hear-out.ts';
import { answerInInsellerate } from './insellerate/answer-refusal.ts';
import { answerInLeadsquared } from './leadsquared/answer-refusal.ts';
import { translateError } from './translate-error.ts';
import { openTroubleLog } from './trouble-log.ts';
import { answerProblem } from './v1/answer-problem.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Why it was refused, where it was: by some faces a refusal has the status of a success. */
    refusedFor?: RefusalCode;
  }
}

/** How a face puts a refusal; `undefined` is a bug, of which nothing is told but the call's id. */
export type AnswerRefusal = (reply: FastifyReply, refusal: Refusal | undefined) => FastifyReply;

/** Every error leaves in the dialect of the face whose path was called. */
export function answerErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) => answerRefusal(request, reply, new Refusal('path-not-found')));
  const logTrouble = openTroubleLog(app.log);
  app.setErrorHandler((error, request, reply) => {
    const { kind, refusal } = translateError(error);
    if (kind === 'bug') request.log.error({ err: error }, 'a call failed by a bug');
    if (kind === 'trouble') logTrouble(error);
    return answerRefusal(request, reply, refusal);
  });
}

/** What the router refuses before it knows the path, so before any hook: a URL that cannot be read, or an absurd id. */
export function answerUnroutable(request: FastifyRequest, reply: FastifyReply, guards: Guards): void {
  const message = 'The path of this URL cannot be read: its escapes are wrong, or a part of it is too long.';
  void answerRefusal(request, reply.headers(guards), new Refusal('invalid-input', { message }));
}

/** Tells a caller no, or of a bug, in the dialect of the face that they called. */
export function answerRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  refusal: Refusal | undefined,
): FastifyReply {
  if (refusal) request.refusedFor = refusal.code;
  hearOut(request, reply);
  if (refusal?.retryAfterS !== undefined) void reply.header('retry-after', String(refusal.retryAfterS));
  return dialectOf(request.url)(reply, refusal);
}

function dialectOf(url: string): AnswerRefusal {
  const path = url.toLowerCase();
  if (path.startsWith('/v2/')) return answerInLeadsquared;
  if (path.startsWith('/api/v2/') || path.startsWith('/api/integration/')) return answerInInsellerate;
  return answerProblem;
}
