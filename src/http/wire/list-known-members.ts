import type { FastifyRequest } from 'fastify';

/** The members of the query that the schema of the route names. */
export function listKnownMembers(request: FastifyRequest): string[] {
  const schema = request.routeOptions.schema?.querystring;
  const hasMembers = typeof schema === 'object' && schema !== null && 'properties' in schema;
  return hasMembers ? Object.keys(Object(schema.properties)) : [];
}
