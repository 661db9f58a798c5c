import { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const patienceMs = 5_000;

/**
 * A refusal often comes before the whole body did. To close the connection then resets it, and whoever is still
 * sending may never read why they were refused: they are heard out, for a while.
 */
export function hearSendersOut(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply) => {
    if (request.raw.complete !== false || request.raw.destroyed) return;
    const isToClose = reply.getHeader('connection') === 'close' || !reply.raw.shouldKeepAlive;
    void reply.removeHeader('connection');
    reply.raw.shouldKeepAlive = true;
    reply.raw.once('finish', () => hearOut(request, isToClose));
  });
}

function hearOut({ raw }: FastifyRequest, isToClose: boolean): void {
  const { socket } = raw;
  if (!(socket instanceof Socket)) return; // a call that came by no connection
  const timer = setTimeout(() => socket.destroy(), patienceMs).unref();
  raw.once('close', () => clearTimeout(timer));
  raw.once('end', () => {
    clearTimeout(timer);
    if (isToClose) socket.destroySoon();
  });
  raw.resume();
}
