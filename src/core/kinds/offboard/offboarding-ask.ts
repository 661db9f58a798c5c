import type { AccountChoice } from '../../../contract/words/term-words.ts';
import type { LeaversAsk } from '../../leaving/find-leavers.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import type { Receiving } from '../../ledger/receiving.ts';
import type { UserReference } from '../../users/user-reference.ts';
import type { LeadGroup } from './offboarding-rules.ts';

/** Leads of the leavers, and who receives them. */
export interface LeadGroupAsk extends LeadGroup {
  to: Receiving;
}

/** Who gets the direct reports: their leaver's manager, one user, or as each row says and else the manager. */
export type TeamAsk = 'manager' | UserReference | readonly { user: UserReference; manager: UserReference }[];

export interface OffboardAsk extends LeaversAsk {
  leads: readonly LeadGroupAsk[];
  reports: TeamAsk;
  account: AccountChoice;
  options: PlanOptions;
}
