import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Logger } from 'pino';
import { Refusal } from '../contract/refusal.ts';
import { problem } from '../contract/v1/problems.ts';
import type { LeadFactsLane } from '../core/kinds/facts/lead-facts-lane.ts';
import type { ReassignmentLane } from '../core/kinds/reassign/reassignment-lane.ts';
import type { NewLeadsLane } from '../core/kinds/record/new-leads-lane.ts';
import type { Database } from '../database/database.ts';
import { answerBrokenHttp } from './answer-broken-http.ts';
import { answerErrors, answerRefusal, answerUnroutable } from './answer-errors.ts';
import { guardAnswers, listGuards } from './guard-answers.ts';
import { type Readiness, serveHealth } from './health.ts';
import { registerInsellerate } from './insellerate/register-insellerate.ts';
import { registerLeadsquared } from './leadsquared/register-leadsquared.ts';
import { logAudit } from './log-audit.ts';
import { serveMetrics } from './metrics.ts';
import { noteRefusals } from './note-refusals.ts';
import { serveOpenApi } from './open-api.ts';
import { takeJsonBodies } from './parse-json.ts';
import { parseQuery } from './parse-query.ts';
import { refuseAmbiguousQueries } from './refuse-ambiguous-queries.ts';
import { notePathMethods, refuseOtherMethods } from './refuse-methods.ts';
import { refuseNeedlessBodies } from './refuse-needless-bodies.ts';
import { schemaController } from './serialize.ts';
import { cutSlowBodies } from './slow-bodies.ts';
import { registerV1 } from './v1/register-v1.ts';
import { validateBySchema } from './validate.ts';
import { serveNowhere, serveWeb } from './web.ts';
import type { Admission } from './wire/identify.ts';
import { tellRepeats } from './wire/operation-repeats.ts';
import type { Site } from './wire/site.ts';

export interface ServerParts extends Admission {
  database: Database;
  bulk: Database;
  reassignments: ReassignmentLane;
  leadFacts: LeadFactsLane;
  newLeads: NewLeadsLane;
  site: Site;
  log: Logger;
  /** While it is not ready (migrating or stopping, say) only health and metrics are answered. */
  readiness: Readiness;
  /** False for a process that only works: it answers health and metrics alone. */
  facesServed: boolean;
}

const oneMebibyte = 1_048_576;
/** Node takes no longer one. */
const longestPath = 16_384;

/**
 * The HTTP server with all its faces, not yet listening. A hook of every call that waits for nothing is no promise: each
 * of those costs all calls some memory and a turn.
 */
export async function buildServer(parts: ServerParts): Promise<FastifyInstance> {
  const loggerInstance: FastifyBaseLogger = parts.log;
  const guards = listGuards(parts.site);
  const app = fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: oneMebibyte,
    requestTimeout: 0, // bodies have a time limit of their own, by their size
    forceCloseConnections: 'idle',
    return503OnClosing: false, // the faces refuse by themselves, in their own words
    genReqId: () => crypto.randomUUID(),
    frameworkErrors: (_error, request, reply) => answerUnroutable(request, reply, guards),
    clientErrorHandler: (error, socket) => answerBrokenHttp(error, socket, guards),
    schemaController,
    routerOptions: {
      caseSensitive: false,
      ignoreTrailingSlash: true,
      querystringParser: parseQuery,
      maxParamLength: longestPath, // what is too long is refused by name, where it is read
    },
  });
  const paths = notePathMethods(app);
  takeJsonBodies(app);
  app.addSchema(problem);
  validateBySchema(app);
  answerErrors(app);
  cutSlowBodies(app, answerRefusal);
  hangUpWhenClosing(app);
  guardAnswers(app, parts.site);
  await serveOpenApi(app, parts.site);
  logAudit(app);
  serveHealth(app, parts.readiness);
  serveMetrics(app);
  if (parts.facesServed) {
    await app.register((scope) => registerFaces(scope, parts));
    await app.register(serveWeb);
  }
  refuseOtherMethods(app, paths);
  if (parts.facesServed) await app.register(serveNowhere);
  return app;
}

/** A caller who keeps a connection open, or opened one ahead of need, would keep a server open that is to end. */
function hangUpWhenClosing(app: FastifyInstance): void {
  let isClosing = false;
  const unused = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }: IncomingMessage) => unused.delete(socket));
  app.addHook('preClose', async () => {
    isClosing = true;
    for (const socket of unused) socket.destroy();
  });
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (isClosing) void reply.header('connection', 'close');
    done();
  });
}

async function registerFaces(scope: FastifyInstance, parts: ServerParts): Promise<void> {
  scope.addHook('onRequest', (_request, _reply, done) => {
    if (!parts.readiness.isReady) {
      throw new Refusal('overloaded', {
        retryAfterS: 1,
        message: 'Baton is starting or stopping. Try again in a second.',
      });
    }
    done();
  });
  noteRefusals(scope, parts.database);
  refuseAmbiguousQueries(scope);
  refuseNeedlessBodies(scope);
  tellRepeats(scope);
  await scope.register((face) => registerInsellerate(face, parts));
  await scope.register((face) => registerLeadsquared(face, parts));
  await scope.register((face) => registerV1(face, parts));
}
