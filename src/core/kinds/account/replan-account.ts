import { Refusal } from '../../../contract/refusal.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';
import type { Retrying } from '../../ledger/replanning.ts';
import { readRowsToRetry } from '../../ledger/retry-store.ts';
import { freezeEnds } from './freeze-ends.ts';
import { freezeReturns } from './freeze-returns.ts';

/** Freezes the accounts that failed or were not attempted, as they are now. */
export async function replanAccount(
  tx: Transaction,
  orgId: number,
  { retried, spec, requestId, to, options }: Retrying<'account'>,
): Promise<Frozen> {
  if (to) {
    throw new Refusal('invalid-input', {
      field: 'to',
      message: `The rows of request ${retried} are accounts, which nobody receives. Leave out to.`,
    });
  }
  const users: { userId: number }[] = [];
  for await (const rows of readRowsToRetry(tx, orgId, { requestId: retried, part: 'account' })) {
    users.push(...rows.map(({ subject }) => ({ userId: subject })));
  }
  const asked = { requestId, users, options };
  return spec.isActive
    ? freezeReturns(tx, orgId, asked)
    : freezeEnds(tx, orgId, { ...asked, account: spec.account });
}
