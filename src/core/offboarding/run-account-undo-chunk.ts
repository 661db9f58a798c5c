import type { Transaction } from '../../database/transaction.ts';
import { switchKeysBack } from '../access/access-key-store.ts';
import { lockReporting } from '../reporting/reporting-store.ts';
import type { RunChunk } from '../requests/chunk-runner.ts';
import type { RowResult } from '../requests/request-rules.ts';
import { hasChangedAccount } from '../requests/result-store.ts';
import { endAccess } from '../sessions/end-access.ts';
import { type Account, lockAccount, switchAccount } from '../users/account-store.ts';
import { listSameSwitches } from './account-origin-store.ts';
import { failLastAdministrator, isLastAdministrator } from './last-administrator.ts';

/**
 * Brings back an account and the very keys that the undone request ended, or ends those it brought back,
 * wherever they still are as it left them, or are so again by undos. Before anything returns to the user: nobody
 * inactive is given any.
 */
export const runAccountUndoChunk: RunChunk = async (
  tx,
  orgId,
  { requestId, undoes },
  { subjects: [userId = 0] },
) => {
  const undone = undoes ?? 0;
  lockReporting(tx, orgId);
  const account = await lockAccount(tx, orgId, userId);
  if (!account) throw new Error(`There is no user ${userId} to bring back.`);
  const same = await listSameSwitches(tx, orgId, { userId, undone });
  const isAsLeft = account.switchedBy !== null && same.includes(account.switchedBy);
  if (isAsLeft && (await isLastAdministrator(tx, orgId, account))) return failLastAdministrator(account.name);
  const switched = await switchKeysBack(tx, orgId, { userId, undone, same, requestId });
  if (isAsLeft && account.isActive) await endAccess(tx, orgId, userId);
  if (isAsLeft) switchAccount(tx, orgId, { userId, isActive: !account.isActive, requestId });
  const revisions = isAsLeft ? [account.switchedBy ?? 0] : undefined;
  if (isAsLeft) return { results: [{ outcome: 'changed' }], revisions };
  const untouched = await explainUntouched(tx, orgId, undone, account);
  return { results: [switched > 0 ? { ...untouched, outcome: 'changed' } : untouched] };
};

async function explainUntouched(
  tx: Transaction,
  orgId: number,
  undone: number,
  { name, switchedBy }: Account,
): Promise<RowResult> {
  if (!(await hasChangedAccount(tx, orgId, undone))) return { outcome: 'unchanged' };
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
