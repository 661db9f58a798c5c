import { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';

const patienceMs = 5_000;

/**
 * A refusal often comes before the whole body did. To close the connection then resets it, and whoever is still
 * sending may never read why they were refused: they are heard out, for a while.
 */
export function hearOut({ raw }: FastifyRequest, reply: FastifyReply): void {
  const { socket } = raw;
  if (raw.complete !== false || !(socket instanceof Socket)) return;
  socket.destroySoon = () => socket.end(); // which says that nothing more is to come, and goes on reading
  reply.raw.once('finish', () => {
    const timer = setTimeout(() => socket.destroy(), patienceMs).unref();
    raw.once('close', () => clearTimeout(timer));
    raw.once('end', () => {
      clearTimeout(timer);
      Reflect.deleteProperty(socket, 'destroySoon');
      if (socket.writableEnded) socket.destroy();
    });
    raw.resume();
  });
}
