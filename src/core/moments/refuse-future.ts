import { Refusal } from '../../contract/refusal.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Nothing is known of what has not happened yet. The database's clock decides: every moment in it is its own. */
export async function refuseFuture(tx: Transaction, asOf: string | undefined, field = 'asOf'): Promise<void> {
  if (asOf === undefined) return;
  const [row] = await tx.read<{ isFuture: boolean }>({
    text: 'select $1::timestamptz > clock_timestamp() as "isFuture"',
    values: [asOf],
  });
  if (!row?.isFuture) return;
  throw new Refusal('invalid-input', {
    field,
    message: `${field} ${asOf} is in the future. Give a moment that has passed, or leave ${field} out for now.`,
  });
}
