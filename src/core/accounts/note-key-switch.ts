import type { Transaction } from '../../database/transaction.ts';
import { noteEvent } from '../audit/audit-store.ts';
import type { RunningRequest } from '../ledger/chunk-runner.ts';

/** Tells in the trail which keys of somebody ended or came back with their account; of a trial, which is taken back, nothing. */
export function noteKeySwitch(
  tx: Transaction,
  orgId: number,
  { requestId, asker, isTrial = false }: RunningRequest,
  { what, about, keys }: { what: 'key-revoked' | 'key-revived'; about: number; keys: readonly string[] },
): void {
  if (isTrial) return;
  for (const key of keys) {
    noteEvent(tx, { orgId, userId: asker.userId }, { what, about, detail: `${key} by request ${requestId}` });
  }
}
