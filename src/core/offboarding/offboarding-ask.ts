import type { To } from '../assignments/reassignment-terms.ts';
import type { PlanOptions } from '../requests/plan-rules.ts';
import type { UserReference } from '../users/user-reference.ts';
import type { LeadGroup } from './offboarding-rules.ts';

/** Leads of the leaver, and who receives them. */
export interface LeadGroupAsk extends LeadGroup {
  to: To;
}

/** Who gets the direct reports: the leaver's manager, one user, or as each row says and else the manager. */
export type ReportsAsk =
  | 'manager'
  | UserReference
  | readonly { user: UserReference; manager: UserReference }[];

export interface OffboardAsk {
  leaver: UserReference;
  leads: readonly LeadGroupAsk[];
  reports: ReportsAsk;
  options: PlanOptions;
}
