import { Refusal } from '../../../contract/refusal.ts';
import type { Transaction } from '../../../database/transaction.ts';
import type { Frozen } from '../../ledger/plan-rules.ts';
import type { Retrying } from '../../ledger/replanning.ts';
import { type RowToRetry, readRowsToRetry } from '../../ledger/retry-store.ts';
import { freezeManagers, type ManagerRowAsk } from '../../reporting/freeze-managers.ts';
import { readManagerAsk } from '../../reporting/settle-rows.ts';

/** Freezes the rows of a manager request that failed or were not attempted, as one tree with the lines of now. */
export async function replanManagers(
  tx: Transaction,
  orgId: number,
  { retried, spec, requestId, to }: Retrying<'managers'>,
): Promise<Frozen> {
  if (to && 'distribution' in to) {
    throw new Refusal('invalid-input', {
      field: 'to',
      message: `The rows of request ${retried} are about managers: name one user in \`to\`, whom they report to.`,
    });
  }
  const asks: ManagerRowAsk[] = [];
  const pages = readRowsToRetry(tx, orgId, { requestId: retried, part: 'users' });
  for await (const rows of pages)
    asks.push(...rows.map(toAsk).map((ask) => (to && ask.manager ? { ...ask, manager: to.user } : ask)));
  const frozen = await freezeManagers(tx, orgId, { requestId, asks });
  return { kind: 'managers', spec: { ...spec, handedTo: to }, ...frozen };
}

/** A row that named nobody known was kept as it was asked, and its names may be known by now. */
function toAsk({ subject, receiverId, input, key }: RowToRetry): ManagerRowAsk {
  const asked = readManagerAsk(input);
  if (asked) return { ...asked, key };
  return { user: { userId: subject }, manager: receiverId > 0 ? { userId: receiverId } : null, key };
}
