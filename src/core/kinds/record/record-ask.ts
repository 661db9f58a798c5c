import type { PlanOptions } from '../../ledger/plan-rules.ts';
import type { NewLeadAsk } from '../../records/new-lead-ask.ts';

/** Which leads are new; or which are archived, or brought back. */
export type RecordAsk = { options: PlanOptions } & (
  | { newLeads: readonly NewLeadAsk[] }
  | { leadIds: readonly number[]; isArchived: boolean }
);
