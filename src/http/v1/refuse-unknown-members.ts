import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';
import { listKnownMembers } from '../wire/list-known-members.ts';
import { cutShort } from '../wire/member-path.ts';

const credentials = new Set(['accessKey', 'secretKey']);

/** A member of the query that a call does not know is refused: a misspelt `asOf` would be answered as of now. */
export function refuseUnknownMembers(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const known = listKnownMembers(request);
    const unknown = Object.keys(Object(request.query)).find(
      (name) => !known.includes(name) && !credentials.has(name),
    );
    if (unknown === undefined) return;
    throw new Refusal('invalid-input', {
      field: unknown,
      message: `The query member ${cutShort(unknown)} is not known here. ${describe(known)}`,
    });
  });
}

function describe(known: readonly string[]): string {
  return known.length === 0 ? 'This call takes none.' : `This call takes ${known.join(', ')}.`;
}
