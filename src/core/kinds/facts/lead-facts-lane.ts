import { Coalescer } from '../../../database/coalescer.ts';
import { type Database, forLanes } from '../../../database/database.ts';
import { inOrg } from '../../../database/transaction.ts';
import { changeLeads, type LeadChangeAnswer, type LeadChangeAsk } from './change-leads.ts';

export type LeadFactsLane = Coalescer<LeadChangeAsk, LeadChangeAnswer>;

/** The way for changes of single leads: those that arrive together run in one transaction. */
export function openLeadFactsLane(database: Database): LeadFactsLane {
  const lanes = forLanes(database);
  return new Coalescer({
    run: (orgId, asks, manner) => inOrg(lanes, orgId, (tx) => changeLeads(tx, orgId, asks, manner)),
    subjectOf: (ask: LeadChangeAsk) => ask.leadId,
    callerOf: (ask: LeadChangeAsk) => ask.requester.userId,
    mostInBatch: 128,
    mostWaiting: 10_000,
  });
}
