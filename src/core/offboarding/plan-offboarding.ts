import type { Database } from '../../database/database.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { composePreview } from '../assignments/compose-preview.ts';
import { PlanTally } from '../assignments/plan-tally.ts';
import { type Accepted, acceptPlan } from '../requests/accept-plan.ts';
import { insertPlanned } from '../requests/plan-store.ts';
import { takeRequestIds } from '../requests/request-store.ts';
import { findLeaver } from './find-leaver.ts';
import { foreseeTrouble } from './foresee-trouble.ts';
import type { OffboardAsk } from './offboarding-ask.ts';
import { planAccount } from './plan-account.ts';
import { planBook } from './plan-book.ts';
import { planTeam } from './plan-team.ts';

/**
 * Freezes everything a leaver leaves behind as one request: their account and keys, their direct reports, and
 * every lead they stand on. For administrators. Refuses what would leave something without a receiver, and the
 * last administrator.
 */
export async function planOffboarding(
  database: Database,
  orgId: number,
  ask: OffboardAsk,
): Promise<Accepted> {
  refuseUnlessAdministrator(ask.options.requester, 'Offboarding');
  return acceptPlan(database, orgId, ask.options, async (tx) => {
    const [requestId = 0] = await takeRequestIds(tx, 1);
    const leaver = await findLeaver(tx, orgId, ask);
    const trouble = await foreseeTrouble(tx, orgId, leaver);
    const tally = new PlanTally();
    const asker = ask.options.requester;
    const planning = { asker, requestId, leaver, tally };
    const keys = await planAccount(tx, orgId, planning);
    const reports = await planTeam(tx, orgId, planning, ask.reports);
    const book = await planBook(tx, orgId, planning, ask.leads);
    const preview = await composePreview(tx, orgId, asker, tally);
    const { userId, name } = leaver;
    insertPlanned(tx, orgId, {
      requestId,
      kind: 'offboard',
      spec: {
        leaver: { userId, name },
        leads: ask.leads,
        reports: { to: ask.reports },
        shares: book.shares,
        caps: Object.fromEntries(book.caps),
      },
      total: tally.total,
      undoes: null,
      retries: null,
      preview: {
        ...preview,
        leaver: { userId, name, isActive: leaver.isActive, keys, reports, leads: book.leads },
        warnings: [...trouble, ...book.warnings, ...preview.warnings],
      },
      options: ask.options,
    });
    return requestId;
  });
}
