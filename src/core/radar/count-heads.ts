import type { Transaction } from '../../database/transaction.ts';

/** How many active users report to nobody on purpose; where there is none, nobody said yet who does. */
export async function countHeads(tx: Transaction, orgId: number): Promise<number> {
  const [row] = await tx.read<{ heads: number }>({
    text: 'select count(*) as heads from org_user where org_id = $1 and is_active and is_head',
    values: [orgId],
  });
  return row?.heads ?? 0;
}
