import type { SwitchedKeys } from '../../contract/rules/revived-rules.ts';
import type { RequestKind } from '../../contract/words/request-words.ts';
import type { OnDrift, OnFailure } from '../../contract/words/term-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { AssignmentChange } from '../law/assignment-rules.ts';
import type { Chunk } from './request-chunk-store.ts';
import type { RowDetail, RowResult } from './request-rules.ts';
import type { RunnableRequest } from './request-store.ts';

/** What a chunk runner must know of the request it works for. */
export type RunningRequest<Kind extends RequestKind = RequestKind> = RunnableRequest<Kind> & {
  requestId: number;
  /** It is tried, chunk by chunk, and taken back: what the other chunks were foreseen to do counts as done. */
  isTrial?: boolean;
};

/** What became of a chunk's rows, in their order. */
export interface ChunkResult {
  results: RowResult[];
  /** The ids of what the rows named, where they were not known before: 0 for nobody. */
  subjects?: number[];
  /**
   * Who became primary, or manager, where that was not known at the plan, or was to be somebody else. Null where
   * a row has none: an undo that puts nothing back.
   */
  receivers?: (number | null)[] | undefined;
  /** Why, a letter a row, and by which book, where receivers are not as planned. */
  whys?: string | undefined;
  books?: number[] | undefined;
  /** What each row was judged on, where that is not known before. */
  revisions?: (number | null)[] | undefined;
  /** What each row did to who stands on its lead; left out where a plan foresees that by itself. */
  changes?: readonly AssignmentChange[];
  /** Whether somebody stood on its lead, and nobody does now; likewise. */
  emptied?: readonly boolean[];
  /** What became of the access keys of accounts that come back. */
  keys?: SwitchedKeys;
  /** Nothing of the request may run after these rows, whatever its policies say. */
  endsRequest?: boolean;
}

/** Judges and writes the rows of one chunk, inside the transaction that also marks it done. */
export type RunChunk = (
  tx: Transaction,
  orgId: number,
  request: RunningRequest,
  chunk: Chunk,
) => Promise<ChunkResult>;

/**
 * Whether a row like this one ends the request, which then leaves the rows after it not attempted. None does where it
 * is all or nothing: whatever stands in the way is to be told.
 */
export function endsRequest(
  { outcome, detail }: RowResult,
  { onFailure, onDrift }: { onFailure: OnFailure; onDrift: OnDrift },
): boolean {
  if (onFailure === 'all-or-nothing') return false;
  if (outcome === 'failed' && onFailure === 'stop') return true;
  return onDrift === 'stop' && detail !== undefined && hasMoved(detail);
}

/** Of an undo, what somebody changed after the request that it undoes has moved, too, if only a role of a lead. */
function hasMoved({ code, leftAlone = [] }: RowDetail): boolean {
  return moved.has(code) || leftAlone.some((left) => moved.has(left.code));
}

const moved = new Set<RowDetail['code']>(['lead-moved', 'line-moved', 'facts-moved', 'later-change']);
