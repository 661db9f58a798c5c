import type { FastifyReply } from 'fastify';
import type { ShownUser } from '../../core/users/show-user.ts';
import { versionOf } from '../../core/users/user-version.ts';

/** The ETag of a user, by which a change of them says what it knows. */
export function tellVersion(reply: FastifyReply, user: ShownUser): void {
  void reply.header('etag', versionOf({ ...user, managerId: user.manager?.userId ?? null }));
}
