import type { Transaction } from '../../database/transaction.ts';
import { recordResult } from '../requests/result-store.ts';
import { checkLeaver } from './check-leaver.ts';
import { readLeaverId } from './read-leaver-id.ts';

/** Keeps with an offboarding that has just ended whether anything still points at the leaver, and what. */
export async function recordWhatIsLeft(
  tx: Transaction,
  orgId: number,
  { requestId, spec }: { requestId: number; spec: unknown },
): Promise<void> {
  recordResult(tx, orgId, requestId, await checkLeaver(tx, orgId, readLeaverId(spec)));
}
