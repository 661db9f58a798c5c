import type { Database } from '../../../database/database.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import { freezeNewUsers } from '../../facts/freeze-new-users.ts';
import type { NewUserAsk } from '../../facts/new-user-ask.ts';
import { takeIdentityTurn } from '../../users/identity-turn.ts';
import { type RanNow, type RunNowOptions, runNow } from '../run/run-now.ts';

/** Brings somebody who is new, by a request that has run when this ends. For administrators. */
export async function createUser(
  database: Database,
  orgId: number,
  { user, ...call }: RunNowOptions & { user: NewUserAsk },
): Promise<RanNow> {
  refuseUnlessAdministrator(call.requester, 'Making accounts');
  return runNow(database, orgId, call, async (tx, requestId) => {
    takeIdentityTurn(tx, orgId);
    return {
      kind: 'account',
      spec: { isActive: true, users: [], newUsers: 1 },
      ...(await freezeNewUsers(tx, orgId, { requestId, asks: [user], at: (_place, fact) => fact })),
    };
  });
}
