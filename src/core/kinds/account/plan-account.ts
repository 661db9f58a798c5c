import type { Database } from '../../../database/database.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import type { Accepted } from '../../ledger/accept-plan.ts';
import { planRequest } from '../../ledger/plan-request.ts';
import type { AccountAsk } from './account-ask.ts';
import { freezeEnds } from './freeze-ends.ts';
import { freezeReturns } from './freeze-returns.ts';

/**
 * Freezes the end of accounts, with what their users hold, or the return of some that ended. For administrators. Refuses
 * users that there are not, whoever asks, and the last administrators.
 */
export async function planAccount(
  database: Database,
  orgId: number,
  { isActive, account, users, options }: AccountAsk,
): Promise<Accepted> {
  refuseUnlessAdministrator(options.requester, 'Ending accounts and bringing them back');
  return planRequest(database, orgId, options, (tx, requestId) => {
    const asked = { requestId, users, options };
    return isActive ? freezeReturns(tx, orgId, asked) : freezeEnds(tx, orgId, { ...asked, account });
  });
}
