import type { Transaction } from '../../../database/transaction.ts';
import { findUndosOf } from '../../ledger/undo-family-rules.ts';
import { listFamily, loadFamilyChunk } from '../../ledger/undo-store.ts';

interface UndoneRow {
  chunkNo: number;
  subject: number;
}

/** By which undo each row stands again as it did before it; of a request of which nothing was put back nothing is read. */
export async function findRowUndos(
  tx: Transaction,
  orgId: number,
  { requestId, putBack }: { requestId: number; putBack: number },
  rows: readonly UndoneRow[],
): Promise<(row: UndoneRow) => number | undefined> {
  if (putBack === 0) return () => undefined;
  const family = await listFamily(tx, orgId, requestId);
  const undos = new Map<number, ReadonlyMap<number, number>>();
  for (const chunkNo of new Set(rows.map((row) => row.chunkNo))) {
    const members = await loadFamilyChunk(tx, orgId, { family, chunkNo });
    undos.set(chunkNo, findUndosOf(requestId, members));
  }
  return ({ chunkNo, subject }) => undos.get(chunkNo)?.get(subject);
}
