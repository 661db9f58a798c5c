import type { FastifyInstance } from 'fastify';
import { problem } from '../../contract/v1/problems.ts';
import type { Authenticate } from '../../core/access/authenticate.ts';
import type { Database } from '../../database/database.ts';
import { identifyCallers } from '../identify.ts';
import { serveBooks } from './books.ts';
import { serveChains } from './chains.ts';
import { serveLeads } from './leads.ts';
import { serveOrgChart } from './org-chart.ts';
import { serveOrphans } from './orphans.ts';
import { refuseUnknownMembers } from './refuse-unknown-members.ts';
import { serveRequests } from './requests.ts';
import { serveUsers } from './users.ts';

interface Parts {
  database: Database;
  authenticate: Authenticate;
}

/** Our own API. */
export async function registerV1(app: FastifyInstance, { database, authenticate }: Parts): Promise<void> {
  app.addSchema(problem);
  identifyCallers(app, authenticate);
  refuseUnknownMembers(app);
  serveRequests(app, database);
  serveLeads(app, database);
  serveUsers(app, database);
  serveBooks(app, database);
  serveChains(app, database);
  serveOrgChart(app, database);
  serveOrphans(app, database);
}
