import type { Database } from '../../../database/database.ts';
import { refuseUnlessAdministrator } from '../../access/access-rules.ts';
import { composePreview } from '../../assignments/plan/compose-preview.ts';
import { PlanTally } from '../../assignments/plan/plan-tally.ts';
import type { Accepted } from '../../ledger/accept-plan.ts';
import { planRequest } from '../../ledger/plan-request.ts';
import type { Preview } from '../../ledger/plan-rules.ts';
import { findLeavers } from './find-leavers.ts';
import { foreseeTrouble } from './foresee-trouble.ts';
import type { OffboardAsk } from './offboarding-ask.ts';
import { type PlannedAccounts, planAccounts } from './plan-accounts.ts';
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

/** Of one leaver beside the list what was told before there could be several. */
export function tellLeavers({
  foreseen,
  together,
}: PlannedAccounts): Pick<Preview, 'leaver' | 'leavers' | 'leaversTogether'> {
  const all = { leavers: foreseen, leaversTogether: together };
  const [only, ...others] = foreseen;
  if (!only || others.length > 0) return all;
  const { account, left, ...leaver } = only;
  return { leaver, ...all };
}
