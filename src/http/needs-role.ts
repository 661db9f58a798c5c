// The access role is judged before anything of the body is read. `what` begins the refusal, as in "Changing managers".

import type { FastifyRequest } from 'fastify';
import { refuseAgents, refuseUnlessAdministrator } from '../core/access/access-rules.ts';

type OnRequest = (request: FastifyRequest) => Promise<void>;

export function needsManager(what: string): OnRequest {
  return async ({ caller }) => refuseAgents(caller, what);
}

export function needsAdministrator(what: string): OnRequest {
  return async ({ caller }) => refuseUnlessAdministrator(caller, what);
}
