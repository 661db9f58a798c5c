import { Refusal } from '../../contract/refusal.ts';
import type { AccountPlan } from '../../contract/v1/kinds/account.ts';
import type { AccountAsk } from '../../core/kinds/account/account-ask.ts';
import type { PlanOptions } from '../../core/ledger/plan-rules.ts';

/** What a body of kind `account` asks for, in core's words. */
export function readAccountPlan(plan: AccountPlan, options: PlanOptions): AccountAsk {
  const { users, newUsers, isActive, account } = plan;
  if (isActive && account !== undefined) {
    throw refuse(
      'account',
      'account says how accounts end; with isActive true they come back, so leave it out.',
    );
  }
  if (newUsers && !isActive) {
    throw refuse('newUsers', 'newUsers come with isActive true; accounts that end are named in users.');
  }
  if (newUsers && users) {
    throw refuse('users', 'users come back and newUsers come for the first time: make a request of each.');
  }
  if (newUsers) return { newUsers, options };
  if (!users)
    throw refuse(
      'users',
      'users says whose accounts end or come back, and newUsers who is new; give either.',
    );
  return isActive ? { users, isActive, options } : { users, isActive, account: account ?? 'wait', options };
}

function refuse(field: string, message: string): Refusal {
  return new Refusal('invalid-input', { field, message });
}
