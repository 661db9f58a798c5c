import type { SwitchedKeys } from '../../contract/rules/revived-rules.ts';
import type { Result } from '../../contract/v1/kinds/kinds.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Whether a request switched an account that it was to end or to bring back; of some it ended nothing but keys. */
export async function hasSwitchedAccount(
  tx: Transaction,
  orgId: number,
  { requestId, userId }: { requestId: number; userId: number },
): Promise<boolean> {
  const rows = await tx.read({
    text: `select from request_chunk c, unnest(c.subjects, c.revisions, string_to_array(c.outcomes, null)) s (subject, revision, letter)
      where c.org_id = $1 and c.request_id = $2 and c.part = 'account' and s.subject = $3 and s.letter in ('c', 'p')
        and s.revision is not null`,
    values: [orgId, requestId, userId],
  });
  return rows.length > 0;
}

/** What became of the access keys of accounts that an undo brings back. */
export function recordKeys(tx: Transaction, orgId: number, requestId: number, keys: SwitchedKeys): void {
  tx.write({
    text: 'update request set result = $3 where org_id = $1 and request_id = $2',
    values: [orgId, requestId, JSON.stringify({ keys })],
  });
}

/** What is true of a request now that it has ended, said once. */
export function recordResult(tx: Transaction, orgId: number, requestId: number, result: Result): void {
  tx.write({
    text: `update request set result = $3
      where org_id = $1 and request_id = $2 and finished_at is not null and result is null`,
    values: [orgId, requestId, JSON.stringify(result)],
  });
}
