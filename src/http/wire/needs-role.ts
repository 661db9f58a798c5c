// The access role is judged before anything of the body is read. `what` begins the refusal, as in "Changing managers".

import type { onRequestHookHandler } from 'fastify';
import { refuseAgents, refuseUnlessAdministrator } from '../../core/access/access-rules.ts';

export function needsManager(what: string): onRequestHookHandler {
  return ({ caller }, _reply, done) => {
    refuseAgents(caller, what);
    done();
  };
}

export function needsAdministrator(what: string): onRequestHookHandler {
  return ({ caller }, _reply, done) => {
    refuseUnlessAdministrator(caller, what);
    done();
  };
}
