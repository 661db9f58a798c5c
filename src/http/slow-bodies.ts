import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';

/** A body that has not come in whole. */
interface Coming {
  reply: FastifyReply;
  beganAt: number;
  /** What the connection had brought before this call. */
  bytesBefore: number;
}

const lookEveryMs = 1_000;

interface Pace {
  /** From then on a body must have come at the least rate: whoever sends less keeps a place from others. */
  patienceMs: number;
  leastBytesPerMs: number;
}

/** What is not here by then when the server is to end was not accepted, so nothing is lost with it. */
const closingPatienceMs = 2_000;

type Answer = (request: FastifyRequest, reply: FastifyReply, refusal: Refusal) => FastifyReply;

/**
 * Cuts bodies that come too slowly, or not to their end before the server is to end; their senders are told. A small body
 * is here by the time it is asked for, and nothing is kept of its call: what is kept of a call for a moment outlives that
 * moment by far, for it moves to where memory is collected seldom.
 */
export function cutSlowBodies(
  app: FastifyInstance,
  answer: Answer,
  pace: Pace = { patienceMs: 30_000, leastBytesPerMs: 16 },
): void {
  const coming = new Map<FastifyRequest, Coming>();
  let closingAt: number | undefined;
  app.addHook('preParsing', (request, reply, _payload, done) => {
    const { raw, socket } = request;
    if (!raw.complete && bringsBody(request))
      coming.set(request, { reply, beganAt: performance.now(), bytesBefore: socket.bytesRead });
    done();
  });
  app.addHook('onResponse', (request, _reply, done) => {
    coming.delete(request);
    done();
  });
  app.addHook('preClose', async () => {
    closingAt = performance.now();
  });
  const look = setInterval(() => {
    const now = performance.now();
    for (const [request, each] of coming) {
      if (request.raw.complete) coming.delete(request);
      else if (closingAt !== undefined && now - closingAt > closingPatienceMs) cut(request, each, stopping());
      else if (isTooSlow(request, each, now, pace)) cut(request, each, new Refusal('body-too-slow'));
    }
  }, lookEveryMs).unref();
  app.addHook('onClose', async () => clearInterval(look));

  function cut(request: FastifyRequest, { reply }: Coming, refusal: Refusal): void {
    coming.delete(request);
    request.raw.socket.once('error', () => {}); // a sender who is cut may well complain
    reply.raw.once('finish', () => request.raw.socket.destroySoon());
    if (!reply.sent) answer(request, reply.header('connection', 'close'), refusal);
  }
}

function bringsBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function isTooSlow(
  { socket }: FastifyRequest,
  { beganAt, bytesBefore }: Coming,
  now: number,
  { patienceMs, leastBytesPerMs }: Pace,
): boolean {
  const tookMs = now - beganAt;
  return tookMs > patienceMs && (socket.bytesRead - bytesBefore) / tookMs < leastBytesPerMs;
}

function stopping(): Refusal {
  return new Refusal('overloaded', {
    retryAfterS: 1,
    message:
      'Baton is stopping, and the body did not come in whole. Nothing was acknowledged; send it again.',
  });
}
