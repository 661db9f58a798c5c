import type { Spec } from '../../contract/v1/kinds/kinds.ts';
import type { Transaction } from '../../database/transaction.ts';
import { waitPatiently } from '../../database/wait-patiently.ts';
import { takeIdentityTurn } from '../users/identity-turn.ts';
import type { Unwritten } from './read-spec.ts';
import {
  collectDetails,
  countOutcomes,
  encodeOutcomes,
  type Requester,
  type RowResult,
} from './request-rules.ts';

/** A request that runs while its file is read; its rows are recorded as they come. */
export interface ImportRequest {
  requestId: number;
  spec: Unwritten<Spec<'import'>>;
  requester: Requester;
}

/** Rows that have run. A subject is 0 where the row brought nothing into being. */
export interface EndedChunk {
  requestId: number;
  chunkNo: number;
  subjects: number[];
  results: readonly RowResult[];
}

/**
 * Waits until no other import of the org is in a transaction, however long that takes: the next free ids
 * would else be given twice.
 */
export function takeImportTurn(tx: Transaction, orgId: number): void {
  waitPatiently(tx);
  takeIdentityTurn(tx, orgId);
}

/** False where there is no such org. `at` is the moment it begins, now where it is left out. */
export async function insertImport(
  tx: Transaction,
  orgId: number,
  { requestId, spec, requester }: ImportRequest,
  at: string | null = null,
): Promise<boolean> {
  const rows = await tx.read({
    text: `insert into request (org_id, request_id, kind, state, origin, spec, requested_by, created_at, started_at)
      select org_id, $2, 'import', 'running', $3, $4, $5, coalesce($6, clock_timestamp()),
        coalesce($6, clock_timestamp())
      from org where org_id = $1 returning request_id`,
    values: [orgId, requestId, requester.origin, JSON.stringify(spec), requester.userId, at],
  });
  return rows.length > 0;
}

export function insertEndedChunk(tx: Transaction, orgId: number, chunk: EndedChunk): void {
  const { requestId, chunkNo, subjects, results } = chunk;
  const details = collectDetails(results);
  const counts = countOutcomes(results);
  tx.write({
    name: 'insert-ended-chunk',
    text: `insert into request_chunk (org_id, request_id, chunk_no, subjects, outcomes, details)
      values ($1, $2, $3, $4, $5, $6)`,
    values: [
      orgId,
      requestId,
      chunkNo,
      subjects,
      encodeOutcomes(results),
      details && JSON.stringify(details),
    ],
  });
  tx.write({
    name: 'count-ended-chunk',
    text: `update request set total = total + $3, changed = changed + $4, failed = failed + $5,
        skipped = skipped + $6 where org_id = $1 and request_id = $2`,
    values: [orgId, requestId, counts.total, counts.changed, counts.failed, counts.skipped],
  });
}

export function finishImport(
  tx: Transaction,
  orgId: number,
  requestId: number,
  state: 'done' | 'failed',
  at: string | null = null,
): void {
  tx.write({
    text: `update request set state = $3, finished_at = coalesce($4, clock_timestamp())
      where org_id = $1 and request_id = $2 and state = 'running'`,
    values: [orgId, requestId, state, at],
  });
}
