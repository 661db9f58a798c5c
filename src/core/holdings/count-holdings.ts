import type { Transaction } from '../../database/transaction.ts';
import { isInForce } from '../keys/access-key-store.ts';

/** How much a user holds. */
export interface Holdings {
  /** Leads they stand on. */
  leads: number;
  /** Who reports to them directly. */
  reports: number;
  /** Access keys in force. */
  keys: number;
}

/** What users hold together: a lead is one on however many of their places it is, and reports among them are none. */
export async function countHoldingsTogether(
  tx: Transaction,
  orgId: number,
  userIds: readonly number[],
): Promise<Holdings> {
  const [together] = await tx.read<Holdings>({
    text: `select
        (select count(distinct a.lead_id) from assignment a
          where a.org_id = $1 and a.user_id = any($2::integer[]) and a.until_at is null) as leads,
        (select count(*) from reporting_line l where l.org_id = $1 and l.manager_id = any($2::integer[])
          and l.user_id <> all($2::integer[]) and l.until_at is null) as reports,
        (select count(*) from access_key k
          where k.org_id = $1 and k.user_id = any($2::integer[]) and ${isInForce.text}) as keys`,
    values: [orgId, userIds],
  });
  return together ?? { leads: 0, reports: 0, keys: 0 };
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
          where k.org_id = $1 and k.user_id = u.user_id and ${isInForce.text}) as keys
      from org_user u where u.org_id = $1 and u.user_id = any($2::integer[])`,
    values: [orgId, userIds],
  });
  return new Map(rows.map(({ userId, ...holdings }) => [userId, holdings]));
}
