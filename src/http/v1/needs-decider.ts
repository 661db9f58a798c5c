import type { FastifyRequest } from 'fastify';
import type { Decision } from '../../core/requests/decide/ensure-may-decide.ts';
import { judgeDecider } from '../../core/requests/decide/judge-decider.ts';
import type { Database } from '../../database/database.ts';
import { readIdOf } from './read-id.ts';

/** Whoever may not decide about the request of the path is refused before anything of the body is read. */
export function needsDecider(database: Database, what: Decision['what']) {
  return async ({ caller, params }: FastifyRequest<{ Params: { id: string } }>): Promise<void> =>
    judgeDecider(database, caller, { requestId: readIdOf('request', params.id, caller), what });
}
