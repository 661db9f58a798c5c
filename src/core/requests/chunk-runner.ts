import type { Transaction } from '../../database/transaction.ts';
import type { RowResult } from './request-rules.ts';
import type { Chunk } from './request-store.ts';

/** What a chunk runner must know of the request it works for. */
export interface RunningRequest {
  requestId: number;
  undoes: number | null;
}

/** What became of a chunk's rows, in their order. */
export interface ChunkResult {
  results: RowResult[];
  /** The ids of what the rows named, where they were not known before: 0 for nobody. */
  subjects?: number[];
  /** The revision each lead had when it was judged. */
  revisions?: (number | null)[];
}

/** Judges and writes the rows of one chunk, inside the transaction that also marks it done. */
export type RunChunk = (
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  chunk: Chunk,
) => Promise<ChunkResult>;
