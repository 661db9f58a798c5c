import type { Transaction } from '../../database/transaction.ts';

/** How much a user holds. */
export interface Holdings {
  /** Leads they stand on. */
  leads: number;
  /** Who reports to them directly. */
  reports: number;
  /** Access keys in force. */
  keys: number;
}

export async function countHoldings(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Map<number, Holdings>> {
  const rows = await tx.read<Holdings & { userId: number }>({
    text: `select u.user_id as "userId",
        (select count(*) from assignment a
          where a.org_id = $1 and a.user_id = u.user_id and a.until_at is null) as leads,
        (select count(*) from reporting_line l
          where l.org_id = $1 and l.manager_id = u.user_id and l.until_at is null) as reports,
        (select count(*) from access_key k
          where k.org_id = $1 and k.user_id = u.user_id and k.revoked_at is null) as keys
      from org_user u where u.org_id = $1 and u.user_id = any($2::integer[])`,
    values: [orgId, userIds],
  });
  return new Map(rows.map(({ userId, ...holdings }) => [userId, holdings]));
}
