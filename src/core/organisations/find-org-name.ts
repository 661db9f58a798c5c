import type { Transaction } from '../../database/transaction.ts';

export async function findOrgName(tx: Transaction, orgId: number): Promise<string> {
  const [org] = await tx.read<{ name: string }>({
    text: 'select name from org where org_id = $1',
    values: [orgId],
  });
  return org?.name ?? '';
}
