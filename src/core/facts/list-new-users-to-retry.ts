import type { Transaction } from '../../database/transaction.ts';
import { readRowsToRetry } from '../ledger/retry-store.ts';
import { readManagerAsk } from '../reporting/settle-rows.ts';
import { showExternalKeys } from './judge-external-keys.ts';
import type { NewUserAsk } from './new-user-ask.ts';
import { readNewFacts } from './run-new-users-chunk.ts';

/** People who could not come, as they were asked for; a manager who was asked for with one that failed is asked for anew. */
export async function listNewUsersToRetry(
  tx: Transaction,
  orgId: number,
  requestId: number,
): Promise<NewUserAsk[]> {
  const asks: NewUserAsk[] = [];
  for await (const rows of readRowsToRetry(tx, orgId, { requestId, part: 'account' })) {
    for (const { input, key } of rows) {
      const { accessRole, ...facts } = readNewFacts(input);
      const manager = readManagerAsk(input)?.manager;
      asks.push({ ...facts, accessRole, externalKeys: showExternalKeys(facts), manager, key });
    }
  }
  return asks;
}
