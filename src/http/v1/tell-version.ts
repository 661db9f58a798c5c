import type { FastifyReply } from 'fastify';

/** The ETag of a user or a lead as of now, by which a change of them says what it knows. */
export function tellVersion(reply: FastifyReply, { version }: { version: string | null }): void {
  if (version !== null) void reply.header('etag', version);
}
