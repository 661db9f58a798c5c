import type { Coalescer } from '../../../database/coalescer.ts';
import type { Database } from '../../../database/database.ts';
import { openLeadLane } from '../../leads/open-lead-lane.ts';
import { type ReassignmentAnswer, type ReassignmentAsk, reassignLeads } from './reassign-leads.ts';

export type ReassignmentLane = Coalescer<ReassignmentAsk, ReassignmentAnswer>;

/** The way for single reassignments. */
export function openReassignmentLane(database: Database): ReassignmentLane {
  return openLeadLane(database, reassignLeads);
}
