import { Refusal } from '../../contract/refusal.ts';
import type { AccountPlan } from '../../contract/v1/kinds/account.ts';
import type { AccountAsk } from '../../core/kinds/account/account-ask.ts';

/** What a body of kind `account` asks for, in core's words. */
export function readAccountPlan({ users, isActive, account }: AccountPlan): Omit<AccountAsk, 'options'> {
  if (isActive && account !== undefined) {
    throw new Refusal('invalid-input', {
      field: 'account',
      message: 'account says how accounts end; with isActive true they come back, so leave it out.',
    });
  }
  return { users, isActive, account: account ?? 'wait' };
}
