import type { Transaction } from '../../database/transaction.ts';
import { countLiveKeys } from '../access/access-key-store.ts';
import { insertPlannedChunk } from '../requests/plan-store.ts';
import { encodeOutcomes } from '../requests/request-rules.ts';
import type { OffboardPlanning } from './find-leaver.ts';

/** The account comes first, whether it ends or comes back. */
const chunkNo = 1;

/** Freezes the end of the account, and counts the keys that end with it. */
export async function planAccount(
  tx: Transaction,
  orgId: number,
  { requestId, leaver, tally }: OffboardPlanning,
): Promise<number> {
  const keys = await countLiveKeys(tx, orgId, leaver.userId);
  const outcome = leaver.isActive || keys > 0 ? 'changed' : 'unchanged';
  tally.note({ outcome, change: undefined, detail: undefined });
  insertPlannedChunk(tx, orgId, requestId, {
    chunkNo,
    part: 'account',
    subjects: [leaver.userId],
    revisions: null,
    receivers: null,
    inputs: null,
    planned: encodeOutcomes([{ outcome }]),
    whys: null,
    keys: null,
    details: null,
  });
  return keys;
}
