import type { AccountChoice } from '../../../contract/words/term-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { composePreview } from '../../assignments/plan/compose-preview.ts';
import { PlanTally } from '../../assignments/plan/plan-tally.ts';
import { findLeavers } from '../../leaving/find-leavers.ts';
import { foreseeTrouble } from '../../leaving/foresee-trouble.ts';
import { planAccounts } from '../../leaving/plan-accounts.ts';
import { tellLeavers } from '../../leaving/tell-leavers.ts';
import type { Frozen, PlanOptions } from '../../ledger/plan-rules.ts';
import { loadTeamLines } from '../../reporting/reporting-store.ts';
import type { UserReference } from '../../users/user-reference.ts';

interface EndsAsk {
  requestId: number;
  users: readonly UserReference[];
  account: AccountChoice;
  options: Pick<PlanOptions, 'requester'>;
}

/** Freezes the end of accounts and of their own lines. What is held stays where it is, and is foreseen as left. */
export async function freezeEnds(
  tx: Transaction,
  orgId: number,
  { requestId, users, account, options }: EndsAsk,
): Promise<Frozen> {
  const leavers = await findLeavers(tx, orgId, { leavers: users, leaversAs: 'users', options });
  const rows = [...leavers.keys()];
  const lines = await loadTeamLines(tx, orgId, rows);
  const ownLines = rows.filter((userId) => lines.has(userId)).map((userId) => ({ userId, managerId: null }));
  const tally = new PlanTally();
  const planning = { asker: options.requester, requestId, leavers, tally };
  const accounts = await planAccounts(tx, orgId, planning, { choice: account, rows, ownLines });
  const [preview, trouble] = await Promise.all([
    composePreview(tx, orgId, options.requester, tally),
    foreseeTrouble(tx, orgId, leavers),
  ]);
  return {
    kind: 'account',
    spec: {
      isActive: false,
      leavers: accounts.foreseen.map(({ userId, name }) => ({ userId, name })),
      account,
    },
    total: tally.total,
    preview: {
      ...preview,
      ...tellLeavers(accounts),
      warnings: [...trouble, ...accounts.warnings, ...preview.warnings],
    },
  };
}
