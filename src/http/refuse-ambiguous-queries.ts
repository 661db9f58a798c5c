import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../contract/refusal.ts';
import { listAmbiguous } from './parse-query.ts';
import { listKnownMembers } from './wire/list-known-members.ts';
import { cutShort } from './wire/member-path.ts';

/** A member of the query that this call reads must say one thing: two leads in `applicationId` are none. */
export function refuseAmbiguousQueries(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    refuseAmbiguous(request);
    done();
  });
}

function refuseAmbiguous(request: FastifyRequest): void {
  const ambiguous = listAmbiguous(request.query);
  if (ambiguous.length === 0) return;
  const known = [...listKnownMembers(request), 'accessKey', 'secretKey'];
  const field = ambiguous.find((name) => known.includes(name));
  if (field === undefined) return;
  throw new Refusal('invalid-input', {
    field,
    message: `The query has ${cutShort(field)} twice, with different values. Send it once.`,
  });
}
