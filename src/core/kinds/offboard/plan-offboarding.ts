import type { Database } from '../../../database/database.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import { composePreview } from '../../assignments/plan/compose-preview.ts';
import { PlanTally } from '../../assignments/plan/plan-tally.ts';
import { findLeavers } from '../../leaving/find-leavers.ts';
import { foreseeTrouble } from '../../leaving/foresee-trouble.ts';
import { planAccounts } from '../../leaving/plan-accounts.ts';
import { tellLeavers } from '../../leaving/tell-leavers.ts';
import type { Accepted } from '../../ledger/accept-plan.ts';
import { planRequest } from '../../ledger/plan-request.ts';
import type { OffboardAsk } from './offboarding-ask.ts';
import { planBook } from './plan-book.ts';
import { planTeam } from './plan-team.ts';

/**
 * Freezes everything that leavers leave behind as one request: their direct reports, every lead they stand on, and
 * their accounts and keys. For administrators. Refuses what would leave something without a receiver, and the
 * last administrators.
 */
export async function planOffboarding(
  database: Database,
  orgId: number,
  ask: OffboardAsk,
): Promise<Accepted> {
  const { options } = ask;
  const asker = options.requester;
  refuseUnlessAdministrator(asker, 'Offboarding');
  return planRequest(database, orgId, options, async (tx, requestId) => {
    const leavers = await findLeavers(tx, orgId, ask);
    const trouble = await foreseeTrouble(tx, orgId, leavers);
    const tally = new PlanTally();
    const planning = { asker, requestId, leavers, tally };
    const ownLines = await planTeam(tx, orgId, planning, ask);
    const book = await planBook(tx, orgId, planning, ask.leads);
    const rows = [...leavers.keys()];
    const accounts = await planAccounts(tx, orgId, planning, { choice: ask.account, rows, ownLines });
    const preview = await composePreview(tx, orgId, asker, tally);
    const named = accounts.foreseen.map(({ userId, name }) => ({ userId, name }));
    return {
      kind: 'offboard',
      spec: {
        ...(named.length === 1 ? { leaver: named[0] } : {}),
        leavers: named,
        leads: ask.leads,
        reports: { to: ask.reports },
        account: ask.account,
        shares: book.shares,
        caps: Object.fromEntries(book.caps),
      },
      total: tally.total,
      preview: {
        ...preview,
        ...tellLeavers(accounts),
        warnings: [...trouble, ...accounts.warnings, ...book.warnings, ...preview.warnings],
      },
    };
  });
}
