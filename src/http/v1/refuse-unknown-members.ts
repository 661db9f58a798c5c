import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';

const credentials = new Set(['accessKey', 'secretKey']);

/** A member of the query that a call does not know is refused: a misspelt `asOf` would be answered as of now. */
export function refuseUnknownMembers(app: FastifyInstance): void {
  app.addHook('preValidation', async (request) => {
    const known = listKnown(request);
    const unknown = membersOf(request.query).find((name) => !known.includes(name) && !credentials.has(name));
    if (unknown === undefined) return;
    throw new Refusal('invalid-input', {
      field: unknown,
      message: `The query member ${unknown} is not known here. ${describe(known)}`,
    });
  });
}

function listKnown(request: FastifyRequest): string[] {
  const schema = request.routeOptions.schema?.querystring;
  const hasMembers = typeof schema === 'object' && schema !== null && 'properties' in schema;
  return hasMembers ? membersOf(schema.properties) : [];
}

function membersOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function describe(known: readonly string[]): string {
  return known.length === 0 ? 'This call takes none.' : `This call takes ${known.join(', ')}.`;
}
