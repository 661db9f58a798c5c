import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../../core/access/authenticate.ts';
import type { Database } from '../../database/database.ts';
import { identifyCallers } from '../identify.ts';

interface Parts {
  database: Database;
  authenticate: Authenticate;
}

/** Our own API. */
export async function registerV1(app: FastifyInstance, parts: Parts): Promise<void> {
  identifyCallers(app, parts.authenticate);
}
