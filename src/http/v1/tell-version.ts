import type { FastifyReply } from 'fastify';
import type { ShownUser } from '../../core/users/show-user.ts';

/** The ETag of a user as of now, by which a change of them says what it knows. */
export function tellVersion(reply: FastifyReply, { version }: ShownUser): void {
  if (version !== null) void reply.header('etag', version);
}
