import { Coalescer } from '../../../database/coalescer.ts';
import { type Database, forLanes } from '../../../database/database.ts';
import { inOrg } from '../../../database/transaction.ts';
import { createLeads, type NewLeadAnswer, type NewLeadCall } from './create-leads.ts';

export type NewLeadsLane = Coalescer<NewLeadCall, NewLeadAnswer>;

/** The way for leads that are made one at a time: those that arrive together are made in one transaction. */
export function openNewLeadsLane(database: Database): NewLeadsLane {
  const lanes = forLanes(database);
  return new Coalescer<NewLeadCall, NewLeadAnswer>({
    run: (orgId, calls) => inOrg(lanes, orgId, (tx) => createLeads(tx, orgId, calls)),
    subjectOf: (call) => call.lead.leadId ?? call, // one that asks for no id is in nobody's way
    callerOf: (call) => call.requester.userId,
    isOneByOne: true, // they take turns to number leads
    mostInBatch: 128,
    mostWaiting: 10_000,
  });
}
