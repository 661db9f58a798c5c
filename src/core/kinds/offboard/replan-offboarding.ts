import type { Share } from '../../../contract/rules/share-rules.ts';
import type { ManagerRow } from '../../../contract/rules/tree-rules.ts';
import type { AccountChoice } from '../../../contract/words/term-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { composePreview } from '../../assignments/plan/compose-preview.ts';
import { PlanTally } from '../../assignments/plan/plan-tally.ts';
import { readCaps } from '../../assignments/run/read-terms.ts';
import { findLeavers, type LeavingPlanning } from '../../leaving/find-leavers.ts';
import { foreseeTrouble } from '../../leaving/foresee-trouble.ts';
import { listAccountsToRetry } from '../../leaving/list-accounts-to-retry.ts';
import { planAccounts } from '../../leaving/plan-accounts.ts';
import { tellLeavers } from '../../leaving/tell-leavers.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';
import type { Receiving } from '../../ledger/receiving.ts';
import type { Retrying } from '../../ledger/replanning.ts';
import { readRowsToRetry } from '../../ledger/retry-store.ts';
import type { LeadGroupAsk } from './offboarding-ask.ts';
import { freezeTeam } from './plan-team.ts';
import { replanBook } from './replan-book.ts';
import { replanBookForOthers } from './replan-book-for-others.ts';

/** Freezes what is left of an offboarding: the accounts, lines and leads that failed or were not attempted. */
export async function replanOffboarding(
  tx: Transaction,
  orgId: number,
  { retried, spec, requestId, to, options }: Retrying<'offboard'>,
): Promise<Frozen> {
  const named = spec.leavers.map(({ userId }) => ({ userId }));
  const leavers = await findLeavers(tx, orgId, { leavers: named, leaversAs: 'users', options });
  const asker = options.requester;
  const planning = { asker, requestId, leavers, tally: new PlanTally() };
  const { account } = spec;
  const ownLines = await replanTeam(tx, orgId, planning, { retried, account });
  const others = to && { to, ...(await replanBookForOthers(tx, orgId, planning, { retried, to })) };
  const again = { retried, asks: spec.leads, caps: readCaps(spec) };
  const ofReceivers = others ? others.warnings : await replanBook(tx, orgId, planning, again);
  const rows = await listAccountsToRetry(tx, orgId, retried);
  const accounts = await planAccounts(tx, orgId, planning, { choice: account, rows, ownLines });
  const [preview, trouble] = await Promise.all([
    composePreview(tx, orgId, asker, planning.tally),
    foreseeTrouble(tx, orgId, leavers),
  ]);
  const warnings = [...trouble, ...accounts.warnings, ...ofReceivers, ...preview.warnings];
  return {
    kind: 'offboard',
    spec: { ...spec, ...(others ? askForOthers(spec.leads, others) : {}), handedTo: to },
    total: planning.tally.total,
    preview: { ...preview, ...tellLeavers(accounts), warnings },
  };
}

/** Every group of leads goes to them, also when it is retried once more. */
function askForOthers(
  leads: readonly LeadGroupAsk[],
  { to, shares, caps }: { to: Receiving; shares: readonly Share[]; caps: ReadonlyMap<number, number> },
) {
  return {
    leads: leads.map((group) => ({ ...group, to })),
    shares: leads.map(() => shares),
    caps: Object.fromEntries(caps),
  };
}

/** Freezes the reports; gives the leavers' own lines, which end with their accounts. */
async function replanTeam(
  tx: Transaction,
  orgId: number,
  planning: LeavingPlanning,
  { retried, account }: { retried: number; account: AccountChoice },
): Promise<ManagerRow[]> {
  const team: ManagerRow[] = [];
  for await (const rows of readRowsToRetry(tx, orgId, { requestId: retried, part: 'users' })) {
    team.push(...rows.map(({ subject, receiverId }) => ({ userId: subject, managerId: receiverId || null })));
  }
  const isOwn = ({ userId }: ManagerRow) => planning.leavers.has(userId);
  const ownLines = team.filter(isOwn);
  const rows = team.filter((row) => !isOwn(row));
  await freezeTeam(tx, orgId, planning, { rows, before: account === 'end-anyway' ? ownLines : [] });
  return ownLines;
}
