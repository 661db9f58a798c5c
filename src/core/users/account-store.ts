import type { Transaction } from '../../database/transaction.ts';
import type { AccessRole } from './user-store.ts';

/** An account as ending it or bringing it back needs to know it. */
export interface Account {
  userId: number;
  name: string;
  accessRole: AccessRole;
  isActive: boolean;
  /** The request that last ended it or brought it back. */
  switchedBy: number | null;
}

const accountColumns = `user_id as "userId", first_name || ' ' || last_name as name, access_role as "accessRole",
  is_active as "isActive", switched_by_request as "switchedBy"`;

export async function findAccount(
  tx: Transaction,
  orgId: number,
  userId: number,
): Promise<Account | undefined> {
  const [account] = await tx.read<Account>({
    text: `select ${accountColumns} from org_user where org_id = $1 and user_id = $2`,
    values: [orgId, userId],
  });
  return account;
}

/** Locked against every change that names the user, which holds the weaker lock of `lockUsers`. */
export async function lockAccount(
  tx: Transaction,
  orgId: number,
  userId: number,
): Promise<Account | undefined> {
  const [account] = await tx.read<Account>({
    text: `select ${accountColumns} from org_user where org_id = $1 and user_id = $2 for update`,
    values: [orgId, userId],
  });
  return account;
}

/** Ends an account that a request leaves behind, or brings it back. */
export function switchAccount(
  tx: Transaction,
  orgId: number,
  account: { userId: number; isActive: boolean; requestId: number },
): void {
  tx.write({
    text: `update org_user set is_active = $3, switched_by_request = $4 where org_id = $1 and user_id = $2`,
    values: [orgId, account.userId, account.isActive, account.requestId],
  });
}

/** Whether anybody but this user is an active administrator; whoever it is stays one until the transaction ends. */
export async function holdOtherAdministrator(
  tx: Transaction,
  orgId: number,
  userId: number,
): Promise<boolean> {
  const others = await tx.read({
    text: `select from org_user where org_id = $1 and user_id <> $2 and access_role = 'administrator'
      and is_active order by user_id limit 1 for key share`,
    values: [orgId, userId],
  });
  return others.length > 0;
}
