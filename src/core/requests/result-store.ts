import type { Transaction } from '../../database/transaction.ts';

/** Whether a request changed the account that it was to end or to bring back. */
export async function hasChangedAccount(tx: Transaction, orgId: number, requestId: number): Promise<boolean> {
  const chunks = await tx.read({
    text: `select from request_chunk
      where org_id = $1 and request_id = $2 and part = 'account' and outcomes in ('c', 'p')`,
    values: [orgId, requestId],
  });
  return chunks.length > 0;
}

/** What is true of a request now that it has ended, said once. */
export function recordResult(tx: Transaction, orgId: number, requestId: number, result: unknown): void {
  tx.write({
    text: `update request set result = $3
      where org_id = $1 and request_id = $2 and finished_at is not null and result is null`,
    values: [orgId, requestId, JSON.stringify(result)],
  });
}
