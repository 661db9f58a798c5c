import type { Transaction } from '../../../database/transaction.ts';
import { freezeNewUsers } from '../../facts/freeze-new-users.ts';
import type { NewUserAsk } from '../../facts/new-user-ask.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';

/** Freezes accounts that are to begin: of people whom nobody knows yet. */
export async function freezeBeginnings(
  tx: Transaction,
  orgId: number,
  { requestId, newUsers }: { requestId: number; newUsers: readonly NewUserAsk[] },
): Promise<Frozen> {
  return {
    kind: 'account',
    spec: { isActive: true, users: [], newUsers: newUsers.length },
    ...(await freezeNewUsers(tx, orgId, { requestId, asks: newUsers })),
  };
}
