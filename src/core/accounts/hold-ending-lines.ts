import type { Transaction } from '../../database/transaction.ts';
import type { RunningRequest } from '../ledger/chunk-runner.ts';
import { type Chunk, holdChunkOf } from '../ledger/request-chunk-store.ts';

/**
 * The own lines of leavers end in the transaction of their accounts: whatever happens after it, nobody has left who still
 * leads somebody that left with them.
 */
export async function holdEndingLines(
  tx: Transaction,
  orgId: number,
  { requestId, ending }: Pick<RunningRequest, 'requestId' | 'ending'>,
): Promise<Chunk | undefined> {
  return ending === null ? undefined : holdChunkOf(tx, orgId, requestId, 'own lines');
}
