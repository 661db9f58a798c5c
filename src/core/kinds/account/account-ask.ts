import type { AccountChoice } from '../../../contract/words/term-words.ts';
import type { NewUserAsk } from '../../facts/new-user-ask.ts';
import type { PlanOptions } from '../../ledger/plan-rules.ts';
import type { UserReference } from '../../users/user-reference.ts';

/** Whose accounts end, and whether they wait for what is held; who comes back; or who comes for the first time. */
export type AccountAsk = { options: PlanOptions } & (
  | { users: readonly UserReference[]; isActive: false; account: AccountChoice }
  | { users: readonly UserReference[]; isActive: true }
  | { newUsers: readonly NewUserAsk[] }
);
