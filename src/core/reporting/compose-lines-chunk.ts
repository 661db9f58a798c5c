import type { ManagerRow } from '../../contract/rules/tree-rules.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PlannedChunk } from '../ledger/plan-store.ts';
import { collectDetails, encodeOutcomes, type RowResult } from '../ledger/request-rules.ts';
import { loadLineRequests } from './reporting-store.ts';

/** Lines as they are to be, each with the request that touched it last. */
export async function composeLinesChunk(
  tx: Transaction,
  orgId: number,
  { rows, results }: { rows: readonly ManagerRow[]; results: readonly RowResult[] },
): Promise<Omit<PlannedChunk, 'chunkNo'>> {
  const subjects = rows.map((row) => row.userId);
  const lines = await loadLineRequests(tx, orgId, subjects);
  return {
    part: 'users',
    subjects,
    revisions: subjects.map((userId) => lines.get(userId) ?? 0),
    receivers: rows.map((row) => row.managerId ?? 0),
    inputs: null,
    planned: encodeOutcomes(results),
    whys: null,
    keys: null,
    details: collectDetails(results),
  };
}
