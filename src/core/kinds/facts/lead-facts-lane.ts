import type { Coalescer } from '../../../database/coalescer.ts';
import type { Database } from '../../../database/database.ts';
import { openLeadLane } from '../../leads/open-lead-lane.ts';
import { changeLeads, type LeadChangeAnswer, type LeadChangeAsk } from './change-leads.ts';

export type LeadFactsLane = Coalescer<LeadChangeAsk, LeadChangeAnswer>;

/** The way for changes of the facts of single leads. */
export function openLeadFactsLane(database: Database): LeadFactsLane {
  return openLeadLane(database, changeLeads);
}
