import type { RunChunk } from '../ledger/chunk-runner.ts';
import type { RowResult } from '../ledger/request-rules.ts';
import { lockReporting } from '../reporting/reporting-store.ts';
import { lockAccounts, switchAccount } from '../users/account-store.ts';

/** Brings accounts back that ended. Keys and sessions stay ended: whoever returns is let in anew, by a sign-in link or a key. */
export const runReturnChunk: RunChunk = async (tx, orgId, { requestId }, { subjects }) => {
  lockReporting(tx, orgId);
  const accounts = await lockAccounts(tx, orgId, subjects);
  const results: RowResult[] = [];
  const revisions = subjects.map((): number | null => null);
  for (const [place, userId] of subjects.entries()) {
    const account = accounts.get(userId);
    if (!account) throw new Error(`There is no user ${userId} to bring back.`);
    results.push({ outcome: account.isActive ? 'unchanged' : 'changed' });
    if (account.isActive) continue;
    revisions[place] = account.switchedBy ?? 0;
    switchAccount(tx, orgId, { userId, isActive: true, requestId });
  }
  return { results, revisions };
};
