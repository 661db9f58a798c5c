import type { RowInput } from '../../contract/v1/kinds/kept-rows.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { PartName } from './part-rules.ts';
import { type PlanOptions, type Preview, warnWhereNothingHappens } from './plan-rules.ts';
import type { Asked, Unwritten } from './read-spec.ts';
import type { RowDetail } from './request-rules.ts';

/** Rows frozen together, to run together in one transaction. */
export interface PlannedChunk {
  chunkNo: number;
  part: PartName;
  /** Of the part `users`: these lines end with the accounts of leavers. */
  ownLines?: boolean;
  subjects: readonly number[];
  revisions: readonly number[] | null;
  /** Who is to become primary, or manager; 0 where a row has nobody, -1 of a lead that nobody is to receive. */
  receivers: readonly number[] | null;
  inputs: readonly (Unwritten<RowInput> | null)[] | null;
  /** The outcomes foreseen, a letter a row; null where a trial is to tell them. */
  planned: string | null;
  whys: string | null;
  /** How large the receiver's book was before each row, where that is why; 0 where it is not. */
  books?: readonly number[] | null;
  keys: readonly (string | null)[] | null;
  details: Record<number, RowDetail> | null;
  /** By how much the books of receivers are to grow, where books decide who receives. */
  gains?: Record<number, number> | null;
}

export type PlannedRequest = Unwritten<Asked> & {
  requestId: number;
  total: number;
  undoes: number | null;
  retries: number | null;
  /** Null where nothing was foreseen. */
  preview: Preview | null;
  options: PlanOptions;
};

/** The callers' own keys of rows; null where none has one. */
export function keysOf(rows: readonly { key?: string | null | undefined }[]): (string | null)[] | null {
  return rows.some(({ key }) => key !== undefined) ? rows.map(({ key }) => key ?? null) : null;
}

export function insertPlannedChunk(
  tx: Transaction,
  orgId: number,
  requestId: number,
  chunk: PlannedChunk,
): void {
  tx.write({
    name: 'insert-planned-chunk',
    text: `insert into request_chunk (org_id, request_id, chunk_no, part, subjects, revisions, receivers,
        inputs, planned, whys, books, keys, details, gains, own_lines)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    values: [
      orgId,
      requestId,
      chunk.chunkNo,
      chunk.part,
      chunk.subjects,
      chunk.revisions,
      chunk.receivers,
      chunk.inputs && JSON.stringify(chunk.inputs),
      chunk.planned,
      chunk.whys,
      chunk.books ?? null,
      chunk.keys,
      chunk.details && JSON.stringify(chunk.details),
      chunk.gains && JSON.stringify(chunk.gains),
      chunk.ownLines ?? false,
    ],
  });
}

/** Records the planned request; unless it is a plan only, it is queued with the job that will run it. */
export function insertPlanned(tx: Transaction, orgId: number, request: PlannedRequest): void {
  const { options } = request;
  tx.write({
    name: 'insert-planned-request',
    text: `insert into request (org_id, request_id, kind, state, origin, spec, requested_by, total, undoes, retries,
        reason, run_at, on_failure, on_drift, preview, on_receiver_unavailable, key_made_by)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    values: [
      orgId,
      request.requestId,
      request.kind,
      options.planOnly ? 'planned' : 'queued',
      options.requester.origin,
      JSON.stringify(request.spec),
      options.requester.userId,
      request.total,
      request.undoes,
      request.retries,
      options.reason ?? null,
      options.runAt ?? null,
      options.onFailure,
      options.onDrift,
      request.preview && JSON.stringify(warnWhereNothingHappens(request.preview, options.onFailure)),
      options.onReceiverUnavailable ?? 'fail',
      options.requester.keyMadeBy ?? null,
    ],
  });
  if (!options.planOnly) enqueueAt(tx, request.requestId, options.runAt ?? null);
}

export function enqueueAt(tx: Transaction, requestId: number, runAt: string | null): void {
  tx.write({
    name: 'enqueue-request-at',
    text: 'select enqueue_request($1, coalesce($2, now()))',
    values: [requestId, runAt],
  });
}
