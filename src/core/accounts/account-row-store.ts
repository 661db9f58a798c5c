import type { Transaction } from '../../database/transaction.ts';
import type { RowDetail } from '../ledger/request-rules.ts';

/** What became of an account by its row of a request, or would by its plan. */
export interface AccountRow {
  userId: number;
  name: string;
  isActive: boolean;
  letter: string;
  detail: RowDetail | null;
}

/** The account rows of a request, by whose accounts they are. */
export async function listAccountRows(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<Map<number, AccountRow>> {
  const rows = await tx.read<AccountRow>({
    text: `select u.user_id as "userId", u.first_name || ' ' || u.last_name as name, u.is_active as "isActive",
        r.letter, c.details -> (r.place - 1)::text as detail
      from request_chunk c
      cross join unnest(c.subjects, string_to_array(coalesce(c.outcomes, c.planned), null))
        with ordinality r (subject, letter, place)
      join org_user u on u.org_id = c.org_id and u.user_id = r.subject
      where c.org_id = $1 and c.request_id = $2 and c.part = 'account'`,
    values: [orgId, requestId],
  });
  return new Map(rows.map((row) => [row.userId, row]));
}
