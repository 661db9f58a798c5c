import type { FastifyInstance } from 'fastify';
import { openLeadFactsLane } from '../../src/core/kinds/facts/lead-facts-lane.ts';
import { openReassignmentLane } from '../../src/core/kinds/reassign/reassignment-lane.ts';
import { openNewLeadsLane } from '../../src/core/kinds/record/new-leads-lane.ts';
import { openAuthentication } from '../../src/core/sessions/authenticate.ts';
import { type Database, inTurns } from '../../src/database/database.ts';
import { openLog } from '../../src/http/log.ts';
import { buildServer } from '../../src/http/server.ts';
import { type CallRateLimits, CallRates } from '../../src/http/wire/call-rates.ts';

/** Of the 8 connections of a test's database, and 2 at its gate, as the program shares out its own. */
const turns = {
  reading: { atOnce: 3, ofOneOrg: 2, patienceMs: 5_000 },
  changing: { atOnce: 2, ofOneOrg: 2, patienceMs: 5_000 },
  atGate: { atOnce: 1, ofOneOrg: 1, patienceMs: 5_000 },
};

/** The whole server over a database, to be called with `inject`; `hasTurns` false: for callers who are none too many. */
export async function buildApp(
  database: Database,
  callRates: CallRateLimits = { ofOneKey: 10_000, ofOneOrg: 20_000 },
  { hasTurns = true, site = { isHttps: false, proxies: 0 } } = {},
): Promise<FastifyInstance> {
  return buildServer({
    database: hasTurns ? inTurns(database, turns) : database,
    bulk: hasTurns ? inTurns(database, turns) : database,
    authenticate: openAuthentication(database),
    callRates: new CallRates(callRates),
    site,
    reassignments: openReassignmentLane(database),
    leadFacts: openLeadFactsLane(database),
    newLeads: openNewLeadsLane(database),
    log: openLog('silent'),
    readiness: { isReady: true, findTrouble: async () => undefined },
    facesServed: true,
  });
}
