import helmet from '@fastify/helmet';
import fastify, { type FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Authenticate } from '../core/access/authenticate.ts';
import type { ReassignmentLane } from '../core/assignments/reassignment-lane.ts';
import type { Database } from '../database/database.ts';
import { answerErrors } from './answer-errors.ts';
import { serveHealth } from './health.ts';
import { registerInsellerate } from './insellerate/register-insellerate.ts';
import { registerLeadsquared } from './leadsquared/register-leadsquared.ts';
import { serveMetrics } from './metrics.ts';
import { serveOpenApi } from './open-api.ts';
import { parseQuery } from './parse-query.ts';
import { takeJsonBodies } from './parse-json.ts';
import { registerV1 } from './v1/register-v1.ts';
import { validateBySchema } from './validate.ts';

export interface ServerParts {
  database: Database;
  authenticate: Authenticate;
  reassignments: ReassignmentLane;
  log: Logger;
}

const oneMebibyte = 1_048_576;

/** The HTTP server with all its faces, not yet listening. */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: parts.log,
    disableRequestLogging: true,
    bodyLimit: oneMebibyte,
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    genReqId: () => crypto.randomUUID(),
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, querystringParser: parseQuery },
    frameworkErrors: (_error, _request, reply) => {
      void reply.code(400).send({ status: 400, title: 'The URL is not well-formed.' });
    },
  });
  takeJsonBodies(app);
  validateBySchema(app);
  answerErrors(app);
  await app.register(helmet, { contentSecurityPolicy: false });
  await serveOpenApi(app);
  serveHealth(app, parts.database);
  serveMetrics(app);
  await app.register((scope) => registerInsellerate(scope, parts));
  await app.register((scope) => registerLeadsquared(scope, parts));
  await app.register((scope) => registerV1(scope, parts));
  return app;
}
