import type { ManagerRow } from '../../contract/rules/tree-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import { explainKeptLine } from '../accounts/left-rules.ts';
import { insertPlannedChunk } from '../ledger/plan-store.ts';
import type { RowDetail, RowResult } from '../ledger/request-rules.ts';
import { composeLinesChunk } from '../reporting/compose-lines-chunk.ts';
import type { LeavingPlanning } from './find-leavers.ts';

/** After the accounts, with which they end, and before anything that returns to whoever comes back. */
const chunkNo = 2;

interface OwnLines {
  rows: readonly ManagerRow[];
  /** To whom leavers report now. */
  managers: ReadonlyMap<number, number>;
  /** Why accounts stay that are foreseen to. */
  ofAccounts: ReadonlyMap<number, RowDetail | undefined>;
}

/** Freezes the end of the leavers' own lines: of each whose account ends. */
export async function planOwnLines(
  tx: Transaction,
  orgId: number,
  { requestId, tally }: LeavingPlanning,
  { rows, managers, ofAccounts }: OwnLines,
): Promise<void> {
  if (rows.length === 0) return;
  const results = rows.map(({ userId }): RowResult => {
    const kept = ofAccounts.get(userId);
    if (kept) return { outcome: 'failed', detail: explainKeptLine(kept) };
    return { outcome: managers.has(userId) ? 'changed' : 'unchanged' };
  });
  for (const { outcome } of results) tally.note({ outcome, change: undefined, detail: undefined });
  const chunk = await composeLinesChunk(tx, orgId, { rows, results });
  insertPlannedChunk(tx, orgId, requestId, { chunkNo, ownLines: true, ...chunk });
}
