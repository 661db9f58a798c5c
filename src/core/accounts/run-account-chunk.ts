import type { Transaction } from '../../database/transaction.ts';
import { endKeysOf } from '../keys/access-key-store.ts';
import type { RunChunk, RunningRequest } from '../ledger/chunk-runner.ts';
import type { RowResult } from '../ledger/request-rules.ts';
import { lockReporting } from '../reporting/reporting-store.ts';
import { endAccess } from '../sessions/end-access.ts';
import { type Account, lockAccounts, switchAccount } from '../users/account-store.ts';
import { findWhoStays } from './find-who-stays.ts';
import { failLastAdministrators, findLastAdministrators } from './last-administrator.ts';
import { explainLeft, type Left } from './left-rules.ts';
import { listEndingLines } from './list-ending-lines.ts';
import { noteKeySwitch } from './note-key-switch.ts';

/**
 * Ends the accounts and keys of leavers, each only where nothing is left of theirs to place, unless it was to end
 * anyway. They have received nothing since the run began, and the lock waits for whoever was quicker, so what is
 * counted here is all. An account that has to wait fails the request, whatever else of it is done.
 */
export const runAccountChunk: RunChunk = async (tx, orgId, request, { subjects }) => {
  lockReporting(tx, orgId);
  const accounts = await lockAccounts(tx, orgId, subjects);
  const last = await findLastAdministrators(tx, orgId, [...accounts.values()]);
  if (last.length > 0) return failLastAdministrators(subjects.length, last);
  const left: ReadonlyMap<number, Left> =
    request.ending === 'wait'
      ? await findWhoStays(tx, orgId, {
          userIds: subjects,
          order: subjects,
          lines: await listEndingLines(tx, orgId, request),
          waits: true,
          stops: request.onFailure === 'stop',
        })
      : new Map();
  const results: RowResult[] = [];
  const revisions = subjects.map((): number | null => null);
  for (const [place, userId] of subjects.entries()) {
    const account = accounts.get(userId);
    if (!account) throw new Error(`There is no user ${userId} to offboard.`);
    const result = await endAccount(tx, orgId, account, { request, left: left.get(userId) });
    results.push(result);
    if (account.isActive && result.outcome === 'changed') revisions[place] = account.switchedBy ?? 0;
    if (result.outcome === 'failed' && request.onFailure === 'stop') break;
  }
  return { results, revisions, endsRequest: results.some(({ outcome }) => outcome === 'failed') };
};

async function endAccount(
  tx: Transaction,
  orgId: number,
  account: Account,
  { request, left }: { request: RunningRequest; left: Left | undefined },
): Promise<RowResult> {
  if (left) return { outcome: 'failed', detail: explainLeft(account, left) };
  const { userId, isActive } = account;
  const { requestId } = request;
  const ended = await endKeysOf(tx, orgId, { userId, requestId });
  noteKeySwitch(tx, orgId, request, { what: 'key-revoked', about: userId, keys: ended });
  await endAccess(tx, orgId, userId);
  if (isActive) switchAccount(tx, orgId, { userId, isActive: false, requestId });
  return { outcome: isActive || ended.length > 0 ? 'changed' : 'unchanged' };
}
