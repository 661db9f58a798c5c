import { Coalescer } from '../../database/coalescer.ts';
import type { Database } from '../../database/database.ts';
import { inOrg } from '../../database/transaction.ts';
import { type ReassignmentAnswer, type ReassignmentAsk, reassignLeads } from './reassign-leads.ts';

export type ReassignmentLane = Coalescer<ReassignmentAsk, ReassignmentAnswer>;

/** The way for single reassignments: those that arrive together run in one transaction. */
export function openReassignmentLane(database: Database): ReassignmentLane {
  return new Coalescer({
    run: (orgId, asks) => inOrg(database, orgId, (tx) => reassignLeads(tx, orgId, asks)),
    subjectOf: (ask: ReassignmentAsk) => ask.leadId,
    mostInBatch: 128,
    mostWaiting: 10_000,
  });
}
