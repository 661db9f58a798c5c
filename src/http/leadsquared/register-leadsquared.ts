import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../../core/access/authenticate.ts';
import type { Database } from '../../database/database.ts';
import { identifyCallers } from '../identify.ts';

interface Parts {
  database: Database;
  authenticate: Authenticate;
}

/** The LeadSquared face. */
export async function registerLeadsquared(app: FastifyInstance, parts: Parts): Promise<void> {
  identifyCallers(app, parts.authenticate);
}
