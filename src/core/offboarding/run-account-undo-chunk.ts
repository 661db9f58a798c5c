import type { Transaction } from '../../database/transaction.ts';
import { switchKeysBack } from '../access/access-key-store.ts';
import { lockReporting } from '../reporting/reporting-store.ts';
import type { RunChunk } from '../requests/chunk-runner.ts';
import type { RowResult } from '../requests/request-rules.ts';
import { hasChangedAccount } from '../requests/result-store.ts';
import { tellPutBack } from '../requests/undo-rows-rules.ts';
import { findUndoable } from '../requests/undo-store.ts';
import { endAccess } from '../sessions/end-access.ts';
import { type Account, lockAccounts, switchAccount } from '../users/account-store.ts';
import { listLeftBefore } from '../users/user-store.ts';
import { listSameSwitches } from './account-origin-store.ts';
import { findLeft } from './find-left.ts';
import { failLastAdministrators, findLastAdministrators } from './last-administrator.ts';
import { explainLeft, type Left } from './left-rules.ts';

/**
 * Brings back accounts and the very keys that the undone request ended, or ends those it brought back, wherever
 * they still are as it left them, or are so again by undos. They come back before anything returns to them: nobody
 * inactive is given any. They end after everything has left them again, as in the offboarding.
 */
export const runAccountUndoChunk: RunChunk = async (tx, orgId, request, { subjects }) => {
  const undone = request.undoes ?? 0;
  lockReporting(tx, orgId);
  const accounts = await lockAccounts(tx, orgId, subjects);
  const found: Switchable[] = [];
  for (const userId of subjects) {
    const account = accounts.get(userId);
    if (!account) throw new Error(`There is no user ${userId} to bring back.`);
    const same = await listSameSwitches(tx, orgId, { userId, undone });
    found.push({ account, same, isAsLeft: account.switchedBy !== null && same.includes(account.switchedBy) });
  }
  const switched = found.flatMap(({ account, isAsLeft }) => (isAsLeft ? [account] : []));
  const last = await findLastAdministrators(tx, orgId, switched);
  if (last.length > 0) return failLastAdministrators(subjects.length, last);
  const ending = switched.flatMap(({ userId, isActive }) => (isActive ? [userId] : []));
  const left =
    request.ending === 'wait'
      ? await findLeft(tx, orgId, {
          userIds: ending,
          ...(request.isTrial ? { planned: request.requestId } : {}),
        })
      : new Map<number, Left>();
  const results: RowResult[] = [];
  for (const each of found) {
    const ids = { requestId: request.requestId, undone };
    const result = await switchBack(tx, orgId, { ...each, ...ids, left: left.get(each.account.userId) });
    results.push(result);
    if (result.outcome === 'failed' && request.onFailure === 'stop') break;
  }
  const revisions = found.map(({ account, isAsLeft }, place) =>
    isAsLeft && results[place]?.outcome === 'changed' ? (account.switchedBy ?? 0) : null,
  );
  const waits = results.some(({ detail }) => detail?.code === 'something-left');
  return { results, revisions, endsRequest: waits };
};

/** An account, the requests that left it as the undone one did, and whether the last to switch it is one of them. */
interface Switchable {
  account: Account;
  same: readonly number[];
  isAsLeft: boolean;
}

interface Switching extends Switchable {
  requestId: number;
  undone: number;
  left: Left | undefined;
}

async function switchBack(
  tx: Transaction,
  orgId: number,
  { account, same, isAsLeft, requestId, undone, left }: Switching,
): Promise<RowResult> {
  const { userId, isActive } = account;
  if (left) return { outcome: 'failed', detail: explainLeft(account, left) };
  const mayReturn = isAsLeft !== isActive || (await hadLeftBefore(tx, orgId, { userId, undone }));
  const keys = await switchKeysBack(tx, orgId, { userId, undone, same, requestId, mayReturn });
  if (isAsLeft && isActive) await endAccess(tx, orgId, userId);
  if (isAsLeft) switchAccount(tx, orgId, { userId, isActive: !isActive, requestId });
  if (isAsLeft) return { outcome: 'changed' };
  const untouched = await explainUntouched(tx, orgId, undone, account);
  if (keys === 0) return untouched;
  return { outcome: 'changed', detail: untouched.outcome === 'skipped' ? untouched.detail : undefined };
}

async function hadLeftBefore(
  tx: Transaction,
  orgId: number,
  { userId, undone }: { userId: number; undone: number },
): Promise<boolean> {
  return (await listLeftBefore(tx, orgId, { userIds: [userId], requestId: undone })).has(userId);
}

/** The undo of the same request that left the account as it is. */
async function findPutBack(
  tx: Transaction,
  orgId: number,
  { undone, account: { userId, switchedBy } }: { undone: number; account: Account },
): Promise<number | undefined> {
  if (switchedBy === null) return undefined;
  for (const undo of (await findUndoable(tx, orgId, undone))?.undoneBy ?? []) {
    const same = await listSameSwitches(tx, orgId, { userId, undone: undo });
    if (same.includes(switchedBy)) return undo;
  }
  return undefined;
}

async function explainUntouched(
  tx: Transaction,
  orgId: number,
  undone: number,
  account: Account,
): Promise<RowResult> {
  const { userId, name, switchedBy } = account;
  const putBackBy = await findPutBack(tx, orgId, { undone, account });
  if (putBackBy !== undefined) return tellPutBack(putBackBy);
  if (!(await hasChangedAccount(tx, orgId, { requestId: undone, userId }))) return { outcome: 'unchanged' };
  const by = switchedBy === null ? 'It was changed since' : `Request ${switchedBy} changed it since`;
  const code = 'later-change';
  const message = `${by}, so the account of ${name} was left as it is.`;
  const left = {
    role: 'account',
    code,
    message,
    ...(switchedBy ? { laterRequestId: switchedBy } : {}),
  } as const;
  return { outcome: 'skipped', detail: { code, message, laterRequest: switchedBy, leftAlone: [left] } };
}
