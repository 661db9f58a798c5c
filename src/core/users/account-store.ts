import type { AccessRole } from '../../contract/words/access-words.ts';
import type { Transaction } from '../../database/transaction.ts';

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

export async function findAccounts(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Account[]> {
  return tx.read<Account>({
    text: `select ${accountColumns} from org_user where org_id = $1 and user_id = any($2::integer[]) order by user_id`,
    values: [orgId, userIds],
  });
}

/** Locked in id order against every change that names one of the users, which holds the weaker lock of `lockUsers`. */
export async function lockAccounts(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, Account>> {
  const accounts = await tx.read<Account>({
    text: `select ${accountColumns} from org_user
      where org_id = $1 and user_id = any($2::integer[]) order by user_id for update`,
    values: [orgId, userIds],
  });
  return new Map(accounts.map((account) => [account.userId, account]));
}

/** From now on, until `stopLeaving`, these users receive nothing. They must be locked. */
export function startLeaving(
  tx: Transaction,
  orgId: number,
  { userIds, requestId }: { userIds: readonly number[]; requestId: number },
): void {
  tx.write({
    text: `update org_user set leaving_request = $3
      where org_id = $1 and user_id = any($2::integer[]) and is_active`,
    values: [orgId, userIds, requestId],
  });
}

/** Whoever was leaving by a request that has ended has left or stays. */
export function stopLeaving(tx: Transaction, orgId: number, requestId: number): void {
  tx.write({
    text: `update org_user set leaving_request = null where org_id = $1 and leaving_request = $2
      and exists (select from request where org_id = $1 and request_id = $2 and finished_at is not null)`,
    values: [orgId, requestId],
  });
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

/**
 * Whether anybody but these users is an active administrator and not about to leave; whoever it is stays one until
 * the transaction ends.
 */
export async function holdOtherAdministrator(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<boolean> {
  const others = await tx.read({
    text: `select from org_user where org_id = $1 and user_id <> all($2::integer[])
      and access_role = 'administrator' and is_active and leaving_request is null
      order by user_id limit 1 for key share`,
    values: [orgId, userIds],
  });
  return others.length > 0;
}
