import swagger from '@fastify/swagger';
import scalar from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';

const description = `Baton is the system of record for who holds each lead and who leads each team.
Three faces over one model: \`/api/v1\`, and two vendor contracts that existing scripts speak already.
Credentials are an access key and a secret key, in headers, in the query or as HTTP Basic, on every face.`;

/** OpenAPI 3.1 at \`/openapi.json\`, from the same schemas that check the calls, and a readable page at \`/docs\`. */
export async function serveOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Baton', version: '1', description },
      components: {
        securitySchemes: {
          accessKey: { type: 'apiKey', in: 'header', name: 'x-LSQ-AccessKey' },
          secretKey: { type: 'apiKey', in: 'header', name: 'x-LSQ-SecretKey' },
          basic: { type: 'http', scheme: 'basic' },
        },
      },
      security: [{ accessKey: [], secretKey: [] }, { basic: [] }],
    },
  });
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(scalar, { routePrefix: '/docs', configuration: { url: '/openapi.json' } });
}
