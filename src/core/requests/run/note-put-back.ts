import type { Transaction } from '../../../database/transaction.ts';
import type { ChunkResult, RunningRequest } from '../../ledger/chunk-runner.ts';
import type { Chunk } from '../../ledger/request-chunk-store.ts';
import { isInPart } from '../../ledger/request-rules.ts';
import { countPutBack, type FamilyMember } from '../../ledger/undo-family-rules.ts';
import { addPutBack, listFamily, loadFamilyChunk } from '../../ledger/undo-store.ts';

/**
 * Counts what a chunk of an undo put back for the request that it undoes, and takes away again from the one which
 * that undid, and so on. Before the chunk is marked done.
 */
export async function notePutBack(
  tx: Transaction,
  orgId: number,
  { requestId, undoes }: RunningRequest,
  { chunk, results }: { chunk: Chunk; results: ChunkResult['results'] },
): Promise<void> {
  if (undoes === null) return;
  const family = await listFamily(tx, orgId, undoes);
  const before = await loadFamilyChunk(tx, orgId, { family, chunkNo: chunk.chunkNo });
  const undo = { requestId, undoes, ...readResults(chunk, results) };
  addPutBack(tx, orgId, countPutBack(before, [...before, undo]));
}

function readResults(
  { subjects }: Chunk,
  results: ChunkResult['results'],
): Pick<FamilyMember, 'whole' | 'inPart'> {
  const changed = subjects.flatMap((subject, place) => {
    const result = results[place];
    return result?.outcome === 'changed' ? [{ subject, inPart: isInPart(result) }] : [];
  });
  const pick = (inPart: boolean) =>
    new Set(changed.filter((row) => row.inPart === inPart).map((row) => row.subject));
  return { whole: pick(false), inPart: pick(true) };
}
