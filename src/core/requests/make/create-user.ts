import type { Database } from '../../../database/database.ts';
import { readInOrg } from '../../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import { freezeNewUsers } from '../../facts/freeze-new-users.ts';
import type { NewUserAsk } from '../../facts/new-user-ask.ts';
import { findSubjectOf } from '../../ledger/find-subject-of.ts';
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
    return {
      kind: 'account',
      spec: { isActive: true, users: [], newUsers: 1 },
      ...(await freezeNewUsers(tx, orgId, { requestId, asks: [user], at: (_place, fact) => fact })),
    };
  });
  if (made === null) throw new Error('Somebody new was no change.');
  const userId = await readInOrg(database, orgId, (tx) => findSubjectOf(tx, orgId, made));
  return { userId, requestId: made, isRepeat };
}
