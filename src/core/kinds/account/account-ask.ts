import type { AccountChoice } from '../../../contract/words/term-words.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import type { UserReference } from '../../users/user-reference.ts';

/** Whose accounts end, or come back. */
export interface AccountAsk {
  users: readonly UserReference[];
  isActive: boolean;
  /** Of those that end: whether they wait for what is held. */
  account: AccountChoice;
  options: PlanOptions;
}
