import type { Transaction } from '../../database/transaction.ts';
import type { ChunkResult } from '../ledger/chunk-runner.ts';
import { type Account, holdOtherAdministrator } from '../users/account-store.ts';

/** Those of the accounts whose end, all together, would leave the org without an administrator. */
export async function findLastAdministrators(
  tx: Transaction,
  orgId: number,
  accounts: readonly Account[],
): Promise<Account[]> {
  const administrators = accounts.filter(
    ({ isActive, accessRole }) => isActive && accessRole === 'administrator',
  );
  if (administrators.length === 0) return [];
  const userIds = accounts.map(({ userId }) => userId);
  return (await holdOtherAdministrator(tx, orgId, userIds)) ? [] : administrators;
}

export function describeLastAdministrators(last: readonly Account[]): string {
  const names = last.map(({ name }) => name).join(' and ');
  return (
    `${names} ${last.length === 1 ? 'is the last active administrator' : 'are the last active administrators'}. ` +
    'Make somebody else an administrator first: have the operator import them as a user with access_role administrator.'
  );
}

/** Nothing that belongs to an account may move while the account itself has to stay. */
export function failLastAdministrators(rows: number, last: readonly Account[]): ChunkResult {
  const detail = { code: 'last-administrator' as const, message: describeLastAdministrators(last) };
  return { results: Array.from({ length: rows }, () => ({ outcome: 'failed', detail })), endsRequest: true };
}
