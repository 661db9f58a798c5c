import type { Transaction } from '../../database/transaction.ts';
import type { ChunkResult } from '../requests/chunk-runner.ts';
import { type Account, holdOtherAdministrator } from '../users/account-store.ts';

/** Whether ending the account would leave the org without an administrator. */
export async function isLastAdministrator(
  tx: Transaction,
  orgId: number,
  account: Account,
): Promise<boolean> {
  const isAdministrator = account.isActive && account.accessRole === 'administrator';
  return isAdministrator && !(await holdOtherAdministrator(tx, orgId, account.userId));
}

export function describeLastAdministrator(name: string): string {
  return (
    `${name} is the last active administrator. Make somebody else an administrator first: have the operator import ` +
    'them as a user with access_role administrator.'
  );
}

/** Nothing that belongs to an account may move while the account itself has to stay. */
export function failLastAdministrator(name: string): ChunkResult {
  const detail = { code: 'last-administrator' as const, message: describeLastAdministrator(name) };
  return { results: [{ outcome: 'failed', detail }], endsRequest: true };
}
