import type { Database } from '../../../database/database.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import type { Accepted } from '../../ledger/accept-plan.ts';
import { planRequest } from '../../ledger/plan-request.ts';
import type { AccountAsk } from './account-ask.ts';
import { freezeBeginnings } from './freeze-beginnings.ts';
import { freezeEnds } from './freeze-ends.ts';
import { freezeReturns } from './freeze-returns.ts';

/**
 * Freezes the end of accounts, with what their users hold, the return of some that ended, or the beginning of new ones. For
 * administrators. Refuses users that there are not, whoever asks, and the last administrators.
 */
export async function planAccount(database: Database, orgId: number, ask: AccountAsk): Promise<Accepted> {
  const { options } = ask;
  refuseUnlessAdministrator(options.requester, 'Making accounts, ending them and bringing them back');
  return planRequest(database, orgId, options, (tx, requestId) => {
    if ('newUsers' in ask) return freezeBeginnings(tx, orgId, { requestId, newUsers: ask.newUsers });
    return ask.isActive
      ? freezeReturns(tx, orgId, { requestId, ...ask })
      : freezeEnds(tx, orgId, { requestId, ...ask });
  });
}
