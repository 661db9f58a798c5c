import type { Database } from '../../../database/database.ts';
import { readInOrg, type Transaction } from '../../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import { freezeNewUsers } from '../../facts/freeze-new-users.ts';
import type { NewUserAsk } from '../../facts/new-user-ask.ts';
import { findMade } from '../../ledger/find-made.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';
import { takeIdentityTurn } from '../../users/identity-turn.ts';
import { type RunNowOptions, runNow } from '../run/run-now.ts';

/** Whom a call made, and by which request. */
interface Made {
  userId: number;
  requestId: number;
  isRepeat: boolean;
}

/** Brings somebody who is new, by a request that has run when this ends. For administrators. */
export async function createUser(
  database: Database,
  orgId: number,
  { user, ...call }: RunNowOptions & { user: NewUserAsk },
): Promise<Made> {
  refuseUnlessAdministrator(call.requester, 'Making accounts');
  const { requestId: made, isRepeat } = await runNow(database, orgId, call, async (tx, requestId) => {
    takeIdentityTurn(tx, orgId);
    return freezeNewUser(tx, orgId, { requestId, user });
  });
  if (made === null) throw new Error('Somebody new was no change.');
  const { subject: userId } = await readInOrg(database, orgId, (tx) => findMade(tx, orgId, made));
  return { userId, requestId: made, isRepeat };
}

/** Freezes the coming of somebody new. It must be the turn of whoever gives identities. */
export async function freezeNewUser(
  tx: Transaction,
  orgId: number,
  { requestId, user }: { requestId: number; user: NewUserAsk },
): Promise<Frozen> {
  return {
    kind: 'account',
    spec: { isActive: true, users: [], newUsers: 1 },
    ...(await freezeNewUsers(tx, orgId, { requestId, asks: [user], at: (_place, fact) => fact })),
  };
}
