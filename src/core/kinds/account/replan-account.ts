import type { Transaction } from '../../../database/transaction.ts';
import { listNewUsersToRetry } from '../../facts/list-new-users-to-retry.ts';
import { listAccountsToRetry } from '../../leaving/list-accounts-to-retry.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';
import { type Retrying, refuseReceiver } from '../../ledger/replanning.ts';
import { freezeBeginnings } from './freeze-beginnings.ts';
import { freezeEnds } from './freeze-ends.ts';
import { freezeReturns } from './freeze-returns.ts';

/** Freezes the accounts that failed or were not attempted, as they are now. */
export async function replanAccount(
  tx: Transaction,
  orgId: number,
  { retried, spec, requestId, to, options }: Retrying<'account'>,
): Promise<Frozen> {
  refuseReceiver({ to, retried }, 'accounts');
  if (spec.isActive && spec.newUsers !== undefined) {
    const newUsers = await listNewUsersToRetry(tx, orgId, retried);
    return freezeBeginnings(tx, orgId, { requestId, newUsers });
  }
  const users = (await listAccountsToRetry(tx, orgId, retried)).map((userId) => ({ userId }));
  const asked = { requestId, users, options };
  return spec.isActive
    ? freezeReturns(tx, orgId, asked)
    : freezeEnds(tx, orgId, { ...asked, account: spec.account });
}
