import type { FastifyInstance } from 'fastify';
import type { LeadFactsLane } from '../../core/kinds/facts/lead-facts-lane.ts';
import type { NewLeadsLane } from '../../core/kinds/record/new-leads-lane.ts';
import type { Database } from '../../database/database.ts';
import { type Admission, identifyPeople } from '../wire/identify.ts';
import type { Site } from '../wire/site.ts';
import { serveAgentRoles } from './agent-roles.ts';
import { serveAudit } from './audit.ts';
import { serveBooks } from './books.ts';
import { serveChains } from './chains.ts';
import { offerCsv } from './csv/offer-csv.ts';
import { serveExports } from './exports/exports.ts';
import { serveInventories } from './inventories.ts';
import { serveKeys } from './keys.ts';
import { serveLeadFacts } from './lead-facts.ts';
import { serveLeads } from './leads.ts';
import { serveLeadsByKey } from './leads-by-key.ts';
import { serveNewLeads } from './new-leads.ts';
import { serveOrg } from './org.ts';
import { serveOrgChart } from './org-chart.ts';
import { serveOrphans } from './orphans.ts';
import { servePlans } from './plans.ts';
import { refuseUnknownMembers } from './refuse-unknown-members.ts';
import { serveRequestEvents } from './request-events.ts';
import { serveRequests } from './requests.ts';
import { serveRowDownloads } from './row-downloads.ts';
import { serveSecondFactors } from './second-factors.ts';
import { serveSession } from './session.ts';
import { serveSignIn } from './sign-in.ts';
import { serveUserFacts } from './user-facts.ts';
import { serveUsers } from './users.ts';
import { serveUsersByKey } from './users-by-key.ts';

interface Parts extends Admission {
  database: Database;
  /** For plans of many rows. */
  bulk: Database;
  leadFacts: LeadFactsLane;
  newLeads: NewLeadsLane;
  site: Site;
}

/** Our own API. */
export async function registerV1(app: FastifyInstance, parts: Parts): Promise<void> {
  refuseUnknownMembers(app);
  await app.register(async (scope) => serveSignIn(scope, parts.database, parts.site));
  await app.register(async (scope) => serveIdentified(scope, parts));
}

function serveIdentified(
  app: FastifyInstance,
  { database, bulk, leadFacts, newLeads, site, ...admission }: Parts,
): void {
  offerCsv(app);
  identifyPeople(app, admission, site);
  serveSession(app, database, site);
  serveSecondFactors(app, database);
  serveOrg(app, database);
  serveAgentRoles(app, database);
  serveKeys(app, database);
  serveAudit(app, database);
  serveRequests(app, database);
  serveRowDownloads(app, database);
  serveRequestEvents(app, database);
  servePlans(app, { database, bulk });
  serveLeads(app, database);
  serveNewLeads(app, { database, lane: newLeads });
  serveLeadFacts(app, { database, lane: leadFacts });
  serveLeadsByKey(app, { database, newLeads, leadFacts });
  serveUsers(app, database);
  serveUserFacts(app, database);
  serveUsersByKey(app, database);
  serveExports(app, bulk);
  serveInventories(app, database);
  serveBooks(app, database);
  serveChains(app, database);
  serveOrgChart(app, database);
  serveOrphans(app, database);
}
