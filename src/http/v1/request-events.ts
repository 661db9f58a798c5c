import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Refusal } from '../../contract/refusal.ts';
import { showProblems } from '../../contract/v1/problems.ts';
import { requestParams } from '../../contract/v1/requests.ts';
import { hasEnded, type RequestProgress } from '../../core/ledger/request-summary.ts';
import { openFollowing, stepOf } from '../../core/requests/read/follow-requests.ts';
import type { Caller } from '../../core/sessions/authenticate.ts';
import type { Database } from '../../database/database.ts';
import { EventStream } from '../wire/event-stream.ts';
import { Places } from '../wire/places.ts';
import { readIdOf } from './read-id.ts';

const mostStreams = 1_000;
const streamLimits = { what: 'streams of events open', ofOneCaller: 50, ofOneOrg: 300 };
const proveAgainMs = 3_000;
const endedId = 'ended';

const schema = {
  tags: ['Baton'],
  operationId: 'followRequest',
  summary: 'Follow a request',
  description:
    'Server-sent events: `progress` with the request’s counts and rate whenever it has come further, at most ' +
    'twice a second, and `ended` with the last of them, after which the stream ends. A comment every 15 seconds ' +
    'keeps it open. With the key or the session of whoever asked it ends, too, within seconds. A client that comes back gets what is true then; one that has seen the end gets 204.',
  params: requestParams,
  response: {
    200: { description: 'The events.', content: { 'text/event-stream': { schema: Type.String() } } },
    204: { description: 'The client saw the end already.', type: 'null' },
    ...showProblems,
  },
};

/** Lets any number of clients of this process follow requests; their streams end with the server. */
export function serveRequestEvents(scope: FastifyInstance, database: Database): void {
  const app = scope.withTypeProvider<TypeBoxTypeProvider>();
  const following = openFollowing(database);
  const streams = new Set<EventStream>();
  const places = new Places(streamLimits);
  app.addHook('preClose', async () => {
    for (const stream of streams) stream.finish();
  });

  app.get(
    '/api/v1/requests/:id/events',
    { exposeHeadRoute: false, schema },
    async ({ caller, params, headers }, reply) => {
      const lastSeen = headers['last-event-id'];
      if (lastSeen === endedId) return reply.code(204).send();
      refuseTooMany(streams.size);
      const leave = places.take(caller);
      const stream = new EventStream();
      stream.once('close', leave);
      try {
        const stop = await following.follow(caller, readIdOf('request', params.id, caller), (progress) => {
          if (stepOf(progress) !== lastSeen) tell(stream, progress);
        });
        streams.add(stream);
        endWithProof(stream, caller);
        stream.once('close', () => {
          streams.delete(stream);
          stop();
        });
      } catch (error) {
        stream.destroy();
        throw error;
      }
      void reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no');
      return reply.type('text/event-stream').send(stream);
    },
  );
}

/** A key that was revoked and a session that ended see nothing more; what is no refusal proves nothing. */
function endWithProof(stream: EventStream, { proveAgain }: Caller): void {
  const asking = setInterval(() => {
    proveAgain?.().catch((error: unknown) => {
      if (error instanceof Refusal && error.status === 401) stream.finish();
    });
  }, proveAgainMs).unref();
  stream.once('close', () => clearInterval(asking));
}

function refuseTooMany(count: number): void {
  if (count < mostStreams) return;
  throw new Refusal('overloaded', {
    retryAfterS: 10,
    message: `Baton keeps at most ${mostStreams.toLocaleString('en')} streams of events open. Ask for the request itself instead, or try again.`,
  });
}

function tell(stream: EventStream, progress: RequestProgress): void {
  const isLast = hasEnded(progress);
  stream.tell({
    name: isLast ? 'ended' : 'progress',
    id: isLast ? endedId : stepOf(progress),
    data: progress,
  });
  if (isLast) stream.finish();
}
