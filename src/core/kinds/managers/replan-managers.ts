import { Refusal } from '../../../contract/refusal.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Replanned, Retrying } from '../../ledger/replanning.ts';
import { type RowToRetry, readRowsToRetry } from '../../ledger/retry-store.ts';
import { freezeManagers, type ManagerRowAsk } from '../../reporting/freeze-managers.ts';

/** Freezes the rows of a manager request that failed or were not attempted, as one tree with the lines of now. */
export async function replanManagers(
  tx: Transaction,
  orgId: number,
  { retried, requestId, to }: Retrying,
): Promise<Replanned> {
  if (to && 'distribution' in to) {
    throw new Refusal('invalid-input', {
      field: 'to',
      message: `The rows of request ${retried} are about managers: name one user in \`to\`, whom they report to.`,
    });
  }
  const asks: ManagerRowAsk[] = [];
  const pages = readRowsToRetry<ManagerRowAsk>(tx, orgId, { requestId: retried, part: 'users' });
  for await (const rows of pages)
    asks.push(...rows.map(toAsk).map((ask) => (to && ask.manager ? { ...ask, manager: to.user } : ask)));
  return freezeManagers(tx, orgId, requestId, asks);
}

/** A row that named nobody known was kept as it was asked, and its names may be known by now. */
function toAsk({ subject, receiverId, input, key }: RowToRetry<ManagerRowAsk>): ManagerRowAsk {
  return input ?? { user: { userId: subject }, manager: receiverId > 0 ? { userId: receiverId } : null, key };
}
