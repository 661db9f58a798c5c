import { countOf } from '../../contract/rules/count-rules.ts';
import type { ManagerRow } from '../../contract/rules/tree-rules.ts';
import type { AccountChoice } from '../../contract/words/term-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { findWhoStays } from '../accounts/find-who-stays.ts';
import { explainLeft, type Left } from '../accounts/left-rules.ts';
import { countHoldings, countHoldingsTogether, type Holdings } from '../holdings/count-holdings.ts';
import type { ForeseenLeaver, PlanWarning } from '../ledger/plan-rules.ts';
import { insertPlannedChunk } from '../ledger/plan-store.ts';
import { collectDetails, encodeOutcomes, type RowResult } from '../ledger/request-rules.ts';
import { loadTeamLines } from '../reporting/reporting-store.ts';
import type { Account } from '../users/account-store.ts';
import type { LeavingPlanning } from './find-leavers.ts';
import { planOwnLines } from './plan-own-lines.ts';

/** Accounts are told first and come back first, though they end last unless they end anyway. */
const chunkNo = 1;

/** What will become of each leaver, and what to know of those of whom something will be left. */
export interface PlannedAccounts {
  foreseen: ForeseenLeaver[];
  together: Holdings;
  warnings: PlanWarning[];
}

/** Whose accounts are rows of the plan; everyone who leaves is foreseen. */
interface AccountsAsk {
  choice: AccountChoice;
  rows: readonly number[];
  /** Of which the own lines are to end, too. */
  ownLines: readonly ManagerRow[];
}

const nothing: Holdings & Pick<Left, 'leads' | 'reports'> = { leads: 0, reports: 0, keys: 0 };

/**
 * Freezes the end of accounts and of the lines that end with them. What else is planned must be frozen before: it tells
 * what will be left of whom.
 */
export async function planAccounts(
  tx: Transaction,
  orgId: number,
  planning: LeavingPlanning,
  { choice, rows, ownLines }: AccountsAsk,
): Promise<PlannedAccounts> {
  const { requestId, leavers, tally } = planning;
  const userIds = [...leavers.keys()];
  const managers = await loadTeamLines(tx, orgId, userIds);
  const lines = new Map([...managers].filter(([userId]) => ownLines.some((line) => line.userId === userId)));
  const [holdings, together, left] = await Promise.all([
    countHoldings(tx, orgId, userIds),
    countHoldingsTogether(tx, orgId, userIds),
    findWhoStays(tx, orgId, { userIds, order: rows, lines, waits: choice === 'wait', planned: requestId }),
  ]);
  const results = rows.flatMap((userId): RowResult[] => {
    const account = leavers.get(userId);
    return account
      ? [foreseeEnd(account, { choice, holds: holdings.get(userId), left: left.get(userId) })]
      : [];
  });
  freezeAccounts(tx, orgId, { requestId, tally }, { rows, results });
  const details = results.map(({ detail }, place) => [rows[place] ?? 0, detail] as const);
  await planOwnLines(tx, orgId, planning, { rows: ownLines, managers, ofAccounts: new Map(details) });
  const foreseen = [...leavers.values()].map(({ userId, name, isActive }): ForeseenLeaver => {
    const { leads, reports } = left.get(userId) ?? nothing;
    const stays = choice === 'wait' && leads + reports > 0;
    const account = !isActive ? 'ended' : stays ? 'stays' : 'ends';
    const holds = holdings.get(userId) ?? nothing;
    return { userId, name, isActive, ...holds, account, left: { leads, reports } };
  });
  return { foreseen, together, warnings: foreseen.flatMap((each) => warnOfLeft(each, choice)) };
}

/** Freezes what becomes of accounts, a row each. */
export function freezeAccounts(
  tx: Transaction,
  orgId: number,
  { requestId, tally }: Pick<LeavingPlanning, 'requestId' | 'tally'>,
  { rows, results }: { rows: readonly number[]; results: readonly RowResult[] },
): void {
  for (const { outcome } of results) tally.note({ outcome, change: undefined, detail: undefined });
  if (rows.length === 0) return;
  insertPlannedChunk(tx, orgId, requestId, {
    chunkNo,
    part: 'account',
    subjects: rows,
    revisions: null,
    receivers: null,
    inputs: null,
    planned: encodeOutcomes(results),
    whys: null,
    keys: null,
    details: collectDetails(results),
  });
}

function foreseeEnd(
  account: Account,
  { choice, holds, left }: { choice: AccountChoice; holds: Holdings | undefined; left: Left | undefined },
): RowResult {
  if (left && choice === 'wait') return { outcome: 'failed', detail: explainLeft(account, left) };
  return { outcome: account.isActive || (holds?.keys ?? 0) > 0 ? 'changed' : 'unchanged' };
}

function warnOfLeft({ userId, name, left }: ForeseenLeaver, choice: AccountChoice): PlanWarning[] {
  if (left.leads + left.reports === 0) return [];
  const things = [
    ...(left.leads > 0 ? [countOf(left.leads, 'lead')] : []),
    ...(left.reports > 0 ? [countOf(left.reports, 'report')] : []),
  ];
  const held = `${name} will be left with ${things.join(' and ')}`;
  const end = choice === 'wait' ? 'so their account will stay' : 'and their account ends all the same';
  return [{ code: 'something-left', message: `${held}, ${end}.`, userId }];
}
