import type { RequestKind } from '../../../contract/words/request-words.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { checkLeavers } from '../../holdings/check-leavers.ts';
import { recordResult } from '../../ledger/result-store.ts';
import { stopLeaving } from '../../users/account-store.ts';
import { readLeaverIds } from './read-leavers.ts';

/**
 * Whoever was leaving by a request that has just ended has left or stays; an offboarding keeps whether anything
 * still points at them, and what.
 */
export async function endLeaving(
  tx: Transaction,
  orgId: number,
  { requestId, kind, spec }: { requestId: number; kind: RequestKind; spec: unknown },
): Promise<void> {
  if (kind !== 'offboard' && kind !== 'undo') return;
  stopLeaving(tx, orgId, requestId);
  if (kind === 'offboard')
    recordResult(tx, orgId, requestId, await checkLeavers(tx, orgId, readLeaverIds(spec)));
}
