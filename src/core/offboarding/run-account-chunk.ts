import { endKeysOf } from '../access/access-key-store.ts';
import { lockReporting } from '../reporting/reporting-store.ts';
import type { RunChunk } from '../requests/chunk-runner.ts';
import { endAccess } from '../sessions/end-access.ts';
import { lockAccount, switchAccount } from '../users/account-store.ts';
import { failLastAdministrator, isLastAdministrator } from './last-administrator.ts';

/**
 * Ends a leaver's account and keys, before anything moves away from them: nobody can be assigned to them from
 * now on. Takes the lock of reporting first, as a request that runs in one transaction needs it later, and so
 * that of two last administrators one stays.
 */
export const runAccountChunk: RunChunk = async (tx, orgId, { requestId }, { subjects: [userId = 0] }) => {
  lockReporting(tx, orgId);
  const account = await lockAccount(tx, orgId, userId);
  if (!account) throw new Error(`There is no user ${userId} to offboard.`);
  if (await isLastAdministrator(tx, orgId, account)) return failLastAdministrator(account.name);
  const ended = await endKeysOf(tx, orgId, { userId, requestId });
  await endAccess(tx, orgId, userId);
  if (account.isActive) switchAccount(tx, orgId, { userId, isActive: false, requestId });
  return {
    results: [{ outcome: account.isActive || ended > 0 ? 'changed' : 'unchanged' }],
    revisions: account.isActive ? [account.switchedBy ?? 0] : undefined,
  };
};
