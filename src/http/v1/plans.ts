import type { FastifyInstance } from 'fastify';
import { serveCancellations } from './cancellations.ts';
import { type Databases, serveMaking } from './make-request.ts';
import { serveRetries } from './retries.ts';
import { serveRuns } from './runs.ts';
import { serveUndos } from './undos.ts';

/** Everything that makes a request, or decides about one. */
export function servePlans(scope: FastifyInstance, databases: Databases): void {
  void scope.register((making) => serveMaking(making, databases));
  serveRuns(scope, databases.database);
  serveCancellations(scope, databases.database);
  serveRetries(scope, databases);
  serveUndos(scope, databases);
}
