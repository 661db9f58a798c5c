import type { FastifyInstance } from 'fastify';
import { keepPlace } from '../wire/keep-place.ts';
import { Places } from '../wire/places.ts';
import { serveCancellations } from './cancellations.ts';
import { type PlanParts, serveMaking } from './make-request.ts';
import { serveRetries } from './retries.ts';
import { serveRuns } from './runs.ts';
import { serveUndos } from './undos.ts';

const planLimits = { what: 'plans under way', ofOneCaller: 8, ofOneOrg: 16 };

/** Everything that makes a request, or decides about one. */
export function servePlans(scope: FastifyInstance, databases: Omit<PlanParts, 'planning'>): void {
  const parts = { ...databases, planning: keepPlace(new Places(planLimits)) };
  void scope.register((making) => serveMaking(making, parts));
  serveRuns(scope, databases.database);
  serveCancellations(scope, databases.database);
  serveRetries(scope, parts);
  serveUndos(scope, parts);
}
