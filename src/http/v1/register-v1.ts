import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../../core/access/authenticate.ts';
import type { Database } from '../../database/database.ts';
import { identifyCallers } from '../identify.ts';
import { serveBooks } from './books.ts';
import { serveChains } from './chains.ts';
import { serveInventories } from './inventories.ts';
import { serveLeads } from './leads.ts';
import { serveOrgChart } from './org-chart.ts';
import { serveOrphans } from './orphans.ts';
import { servePlans } from './plans.ts';
import { refuseUnknownMembers } from './refuse-unknown-members.ts';
import { serveRequestEvents } from './request-events.ts';
import { serveRequests } from './requests.ts';
import { serveRowDownloads } from './row-downloads.ts';
import { serveUsers } from './users.ts';

interface Parts {
  database: Database;
  /** For plans of many rows. */
  bulk: Database;
  authenticate: Authenticate;
}

/** Our own API. */
export async function registerV1(
  app: FastifyInstance,
  { database, bulk, authenticate }: Parts,
): Promise<void> {
  identifyCallers(app, authenticate);
  refuseUnknownMembers(app);
  serveRequests(app, database);
  serveRowDownloads(app, database);
  serveRequestEvents(app, database);
  servePlans(app, { database, bulk });
  serveLeads(app, database);
  serveUsers(app, database);
  serveInventories(app, database);
  serveBooks(app, database);
  serveChains(app, database);
  serveOrgChart(app, database);
  serveOrphans(app, database);
}
