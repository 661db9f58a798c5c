import type { Transaction } from '../../database/transaction.ts';

/** Whether a request changed an account that it was to end or to bring back. */
export async function hasChangedAccount(
  tx: Transaction,
  orgId: number,
  { requestId, userId }: { requestId: number; userId: number },
): Promise<boolean> {
  const rows = await tx.read({
    text: `select from request_chunk c, unnest(c.subjects, string_to_array(c.outcomes, null)) s (subject, letter)
      where c.org_id = $1 and c.request_id = $2 and c.part = 'account' and s.subject = $3 and s.letter in ('c', 'p')`,
    values: [orgId, requestId, userId],
  });
  return rows.length > 0;
}

/** What is true of a request now that it has ended, said once. */
export function recordResult(tx: Transaction, orgId: number, requestId: number, result: unknown): void {
  tx.write({
    text: `update request set result = $3
      where org_id = $1 and request_id = $2 and finished_at is not null and result is null`,
    values: [orgId, requestId, JSON.stringify(result)],
  });
}
