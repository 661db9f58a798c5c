import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { serveDocs } from './docs.ts';
import { idempotencyHeader, takesIdempotencyKey } from './wire/operation-repeats.ts';
import type { Site } from './wire/site.ts';

const description = `Baton is the system of record for who holds each lead and who leads each team.
Three faces over one model: \`/api/v1\`, and two vendor contracts that existing scripts speak already.
Credentials are an access key and a secret key, in headers, in the query, as one Bearer token or as HTTP Basic, on every face; on
\`/api/v1\` also the cookie of a session, with which a call that changes something must come from a page of this
server or carry the header \`baton-csrf: 1\`.
What can go wrong on \`/api/v1\`, by code: [/docs/refusals](/docs/refusals).`;

const tags = [
  { name: 'Baton', description: 'Baton’s own API. Lists are paged; errors are problem details (RFC 9457).' },
  { name: 'Sign-in', description: 'Sessions and passwords, for people who use a browser.' },
  { name: 'Insellerate', description: 'The Insellerate contract, unchanged.' },
  { name: 'LeadSquared', description: 'The LeadSquared contract, unchanged.' },
];

/** OpenAPI 3.1 at `/openapi.json`, from the same schemas that check the calls, and a readable page at `/docs`. */
export async function serveOpenApi(app: FastifyInstance, site: Site): Promise<void> {
  const withoutBody = new Set<string | undefined>();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Baton', version: '1', description },
      tags,
      components: {
        securitySchemes: {
          accessKey: { type: 'apiKey', in: 'header', name: 'x-LSQ-AccessKey' },
          secretKey: { type: 'apiKey', in: 'header', name: 'x-LSQ-SecretKey' },
          basic: {
            type: 'http',
            scheme: 'basic',
            description: 'Access key as user, secret key as password.',
          },
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'The access key and the secret key, with a dot between them.',
          },
          accessKeyInQuery: { type: 'apiKey', in: 'query', name: 'accessKey' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'baton-session',
            description: 'On `/api/v1`; over https its name is `__Host-baton-session`.',
          },
          secretKeyInQuery: { type: 'apiKey', in: 'query', name: 'secretKey' },
        },
      },
      security: [
        { accessKey: [], secretKey: [] },
        { basic: [] },
        { bearer: [] },
        { accessKeyInQuery: [], secretKeyInQuery: [] },
        { session: [] },
      ],
    },
    transform: ({ schema, url, route }) => {
      if (route.config?.isBodyOptional) withoutBody.add(schema.operationId);
      return { url, schema: takesIdempotencyKey(route) ? { ...schema, headers: idempotencyHeader } : schema };
    },
    transformObject: (document) => {
      if (!('openapiObject' in document)) throw new Error('The document is none of OpenAPI 3.');
      letLeaveOut(document.openapiObject.paths, withoutBody);
      return document.openapiObject;
    },
    refResolver: {
      buildLocalReference: ({ $id }, _baseUri, _fragment, place) => String($id ?? `Schema${place}`),
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  serveDocs(app, site);
}

/** The generator takes every body for required. */
function letLeaveOut(paths: object | undefined, operationIds: ReadonlySet<string | undefined>): void {
  for (const operation of Object.values(paths ?? {}).flatMap((methods: object) => Object.values(methods))) {
    if (operationIds.has(operation.operationId)) operation.requestBody.required = false;
  }
}
