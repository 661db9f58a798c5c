import { Coalescer } from '../../../database/coalescer.ts';
import { type Database, forLanes } from '../../../database/database.ts';
import { inOrg } from '../../../database/transaction.ts';
import { type ReassignmentAnswer, type ReassignmentAsk, reassignLeads } from './reassign-leads.ts';

export type ReassignmentLane = Coalescer<ReassignmentAsk, ReassignmentAnswer>;

/** The way for single reassignments: those that arrive together run in one transaction. */
export function openReassignmentLane(database: Database): ReassignmentLane {
  const lanes = forLanes(database);
  return new Coalescer({
    run: (orgId, asks, manner) => inOrg(lanes, orgId, (tx) => reassignLeads(tx, orgId, asks, manner)),
    subjectOf: (ask: ReassignmentAsk) => ask.leadId,
    callerOf: (ask: ReassignmentAsk) => ask.requester.userId,
    mostInBatch: 128,
    mostWaiting: 10_000,
  });
}
