import type { FastifyRequest } from 'fastify';

/** Where nothing need be said, no body is as good as an empty one. */
export async function takeNoBody(request: FastifyRequest): Promise<void> {
  request.body ??= {};
}
